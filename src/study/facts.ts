/** The figures a run rests on, weakest first, each with its source and the place where a scenario would override it. */
import { planSigma, planTier } from '../compute/evidence.js';
import type { Blueprint } from '../factory/blueprint.js';
import type { Ingredient } from '../measure/definitions.js';
import type { RunResult } from '../measure/result.js';
import { powerFacts } from '../power/facts.js';
import { fact, TIERS, type Tier, weakest } from '../schema/fact.js';
import { SECONDS_PER_DAY, SECONDS_PER_HOUR } from '../units/quantity.js';
import { capacitiesOf } from './money.js';

type NamedFact = RunResult['facts'][number];

export const factsOf = (blueprint: Blueprint): NamedFact[] => {
  const { pools, streams, scenario, region } = blueprint;
  const named: NamedFact[] = [
    ...capacitiesOf(blueprint).flatMap(({ facts }) => facts),
    ...pools.flatMap(({ plan, chip, model, trouble }, row): NamedFact[] =>
      trouble === null
        ? [
            {
              name: `step time of ${model.name} on ${chip.name}`,
              path: `fleet[${row}].chip`,
              ...fact(`±${Math.round(100 * planSigma(plan))}% (one sigma)`, stepSource(planTier(plan)), planTier(plan)),
            },
            {
              name: `power limit of ${chip.name}`,
              path: `fleet[${row}].chip`,
              ...fact(`${chip.power.limit.value} W`, chip.power.limit.source, chip.power.limit.tier),
            },
            {
              name: `server power beside ${chip.name}`,
              path: `fleet[${row}].chip`,
              ...fact(`${chip.power.server.value} W per chip`, chip.power.server.source, chip.power.server.tier),
            },
          ]
        : [],
    ),
    ...pools.flatMap(({ model, spec }): NamedFact[] =>
      (model.caveats ?? []).map((caveat, at) => ({
        name: `answers of ${model.name}${at === 0 ? '' : `, ${at + 1}`}`,
        path: `catalogue.models.${spec.model}.transform[${at}]`,
        ...fact('unknown', caveat, 'estimate'),
      })),
    ),
    ...powerFacts(scenario.power, region),
    ...scenario.failures.flatMap((failure, row): NamedFact[] =>
      'mtbf' in failure
        ? [
            {
              name: `failures of each ${failure.kind}`,
              path: `failures[${row}].mtbf`,
              ...fact(
                `every ${Math.round(failure.mtbf / SECONDS_PER_DAY)} days, mended in ${Number((failure.mttr / SECONDS_PER_HOUR).toPrecision(3))} hours`,
                'interruptions of a training run (arXiv 2407.21783, table 5) and assumed repairs, unless the scenario states its own',
                'estimate',
              ),
            },
          ]
        : [],
    ),
    ...(scenario.power.shortage === undefined
      ? []
      : [
          {
            name: 'speed kept under a power cap',
            path: 'power.shortage',
            ...fact(
              'V100 and A40 tables',
              'ml-energy/zeus @75a8b93, NSDI 2023 traces of training; none is public for later chips under serving',
              'estimate',
            ),
          },
        ]),
    ...streams.map(
      ({ spec }, row): NamedFact => ({
        name: `lengths of ${spec.name}`,
        path: `demand[${row}].lengths`,
        ...lengthFact(spec),
      }),
    ),
  ];
  const seen = new Set<string>();
  return named
    .filter(({ name }) => !seen.has(name) && seen.add(name) !== undefined)
    .sort((a, b) => TIERS.indexOf(b.tier) - TIERS.indexOf(a.tier));
};

const stepSource = (tier: Tier): string =>
  tier === 'measured'
    ? 'kernels of this chip and precision measured (docs/model.md, step time)'
    : tier === 'same-generation'
      ? 'kernel curves borrowed from the nearest measured chip (docs/model.md, evidence tiers)'
      : 'class estimate: no kernel of this chip has been measured in public (docs/model.md, evidence tiers)';

const lengthFact = ({ lengths, trace }: Blueprint['streams'][number]['spec']) => {
  if (trace !== undefined) return fact(`trace ${trace.file}`, 'recorded by the user', 'measured');
  return typeof lengths === 'string'
    ? fact(lengths, 'Azure/AzurePublicDataset and kvcache-ai/Mooncake, see `token-factory explain lengths`', 'measured')
    : fact('stated in the scenario', 'stated in the scenario', 'estimate');
};

/** The weakest tier of each thing a measure can rest on. */
export const ingredientTiers = (blueprint: Blueprint): Readonly<Record<Ingredient, Tier>> => {
  const { pools, region, scenario } = blueprint;
  const ran = pools.filter(({ trouble }) => trouble === null);
  const power = powerFacts(scenario.power, region);
  const tierAt = (path: string): Tier =>
    weakest(...power.filter((one) => one.path.startsWith(path)).map(({ tier }) => tier));
  return {
    demand: 'estimate',
    speed: weakest(...ran.map(({ plan }) => planTier(plan))),
    draw: weakest(...ran.flatMap(({ plan, chip }) => [planTier(plan), chip.power.limit.tier, chip.power.server.tier])),
    facility: tierAt('power.facility'),
    tariff: tierAt('power.tariff'),
    capital: weakest(...capacitiesOf(blueprint).flatMap(({ facts }) => facts.map(({ tier }) => tier))),
    carbon: tierAt('power.sources'),
  };
};
