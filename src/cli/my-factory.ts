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
  region: us-tx          # power, building and money cost what they cost there: token-factory list regions

power:
  tariff:
    - kind: flat         # one price at all hours; others: token-factory list tariffs
      price: 0.066 USD/kWh

fleet:
  - name: llama
    chip: h100           # token-factory list chips
    model: llama-3.1-70b # token-factory list models
    replicas: 64         # copies of the model, each on its own chips
    layout: {tensor: 4}  # chips that hold one copy together
    precision: fp8

demand:
  - name: chat
    model: llama-3.1-70b
    rate: 60% of capacity              # or a rate such as 40 request/s
    lengths: azure-conversation-2023   # measured prompts and answers: token-factory list lengths
    shape:
      kind: diurnal                    # quiet nights, busy evenings
      peak: 1.4
      peakHour: 20
    promise:
      ttft: {within: 2 s}              # first token, for 95 requests of 100
      tpot: {within: 80 ms}            # between tokens

sampling:
  budget: 5 s            # some replicas stand for all; more time, narrower intervals
`;
