/** The scenario that `init` writes: small, quick to run, every line explained. */

export const MY_FACTORY = `# yaml-language-server: $schema=scenario.schema.json
# Run me:      token-factory run my-factory.yaml
# Ask me:      token-factory explain fleet.replicas      (any field, measure or name)
# Help in an editor:  token-factory schema > scenario.schema.json

title: My first factory
question: What does a million tokens cost here, and how much of that is electricity?
start: 2025-03-12        # local date of the simulated day
horizon: 1 day
seed: 1                  # same seed, same bytes; another seed is another day

site:
  region: texas          # prices, PUE and cost of capital: token-factory list regions
  zone: UTC-6

power:
  grid:
    kind: grid
    limit: 2 MW          # what the connection may draw
  tariff:
    - kind: flat         # one price at all hours; others: token-factory list tariffs
      price: 0.066 USD/kWh

fleet:
  - name: llama
    chip: h100           # token-factory list chips
    model: llama-3.1-70b # token-factory list models
    replicas: 64         # copies of the model, each on its own chips
    layout: {tensor: 4}  # chips that hold one copy together

demand:
  - name: chat
    model: llama-3.1-70b
    rate: 60% of capacity              # or a rate such as 40 request/s
    lengths: azure-conversation-2023   # measured prompts and answers: token-factory list lengths
    promises:
      - {measure: ttft, percentile: 95, limit: 2 s}
`;
