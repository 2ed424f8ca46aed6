/** How a scenario describes a chip: a new one in full, or some figures of a known one changed. */
import { fact } from '../../schema/fact.js';
import { choice, count, fields, list, type Output, price, quantity, text } from '../../schema/field.js';
import type { Money } from '../../units/parse.js';
import { CURVES } from '../curves/sheets.js';
import { ARITHMETIC, type Arithmetic, type Chip, FAMILIES, kernelBinding, type PriceRange } from './chip.js';

const peak = (what: string) =>
  quantity('arithmetic', `Dense ${what} peak, without sparsity.`, { min: 1e9, max: 1e21 }).optional();

/** The block that describes a chip. With `extends` every other field is optional and replaces a figure of that chip. */
export const chipFields = fields({
  extends: text('Catalogue chip that gives every figure not stated here.', 64).optional(),
  name: text('What reports call it.', 80).optional(),
  vendor: text('Who makes it.', 80).optional(),
  country: text('Country of the vendor, two letters.', 2).optional(),
  launched: count('Year of launch.', { min: 2000, max: 2100 }).optional(),
  family: choice(FAMILIES, 'Colour family in reports.').optional(),
  arithmetic: fields({
    bf16: peak('16-bit'),
    fp16: peak('16-bit with 16-bit accumulation'),
    fp8: peak('fp8'),
    int8: peak('int8'),
    fp4: peak('fp4'),
    int4: peak('int4'),
  })
    .meta({ description: 'Dense peaks by arithmetic; those not stated come from the extended chip.' })
    .optional(),
  memory: quantity(
    'bytes',
    'Memory as printed on the label: GB there are GiB in practice and counted so; write GiB for an exact figure.',
    { min: 1e6, max: 1e15 },
  ).optional(),
  bandwidth: quantity('bandwidth', 'Memory bandwidth.', { min: 1e6, max: 1e18 }).optional(),
  scaleUp: fields({
    bandwidth: quantity(
      'bandwidth',
      'One direction of the link to the other chips of a box: half of what sheets quote.',
      { min: 0, max: 1e18 },
    ),
    domain: count('Chips the link joins.', { max: 1_000_000 }),
  })
    .meta({ description: 'Link between chips of one box or pod.' })
    .optional(),
  host: quantity('bandwidth', 'Host link, one direction.', { min: 1e6, max: 1e18 }).optional(),
  scaleOut: quantity('bandwidth', 'Network per chip, one direction.', { min: 0, max: 1e18 }).optional(),
  power: fields({
    limit: quantity('power', 'Power limit (TDP).', { min: 1, max: 1e6 }).optional(),
    idle: quantity('power', 'Draw with nothing to do.', { min: 0, max: 1e6 }).optional(),
    server: quantity('power', 'Rest of the server, per chip.', { min: 0, max: 1e6 }).optional(),
  })
    .meta({ description: 'Watts of the chip and of its share of the server.' })
    .optional(),
  price: list(price('money', 'Purchase price per chip.'), 'Low and high end of the purchase price, or one price.', {
    max: 2,
  }).optional(),
  kernels: choice(CURVES, 'Measured kernel curves to borrow; `typical` is a class estimate.').optional(),
  note: text('Anything a reader should know.').optional(),
});
export type ChipValue = Output<typeof chipFields>;

const STATED = 'stated in the scenario';
const stated = <Value>(value: Value) => fact(value, STATED, 'estimate');

/** A round number of decimal gigabytes is a label and means GiB; anything else is exact. */
const labelled = (bytes: number): number => (bytes % 1e8 === 0 ? (bytes / 1e9) * 2 ** 30 : bytes);

/** What a chip that extends nothing must state. */
const missingIn = (value: ChipValue): readonly string[] => [
  ...(value.memory === undefined ? ['memory'] : []),
  ...(value.bandwidth === undefined ? ['bandwidth'] : []),
  ...(value.arithmetic?.bf16 === undefined ? ['arithmetic.bf16'] : []),
  ...(value.power?.limit === undefined ? ['power.limit'] : []),
];

/** A bare chip a new entry starts from: PCIe 5 host link, 50 GB/s of network, kernels of a typical class (assumed). */
const bare = (id: string): Chip => ({
  id,
  aliases: [],
  name: id,
  vendor: 'unstated',
  country: '',
  launched: 2026,
  family: 'mainstream',
  process: 'unstated',
  arithmetic: {},
  memory: stated(0),
  memoryKind: '',
  bandwidth: stated(0),
  scaleUp: { technology: 'stated', bandwidth: stated(0), domain: 1 },
  host: 64e9,
  scaleOut: 50e9,
  power: {
    limit: stated(0),
    server: fact(350, 'assumed as an eight-chip server of 2024, range 170–800 W', 'estimate'),
  },
  kernels: { curves: 'typical', tier: 'estimate', memoryScale: 1, computeScale: {}, rowScale: {} },
  drawLaw: 'pooled',
  capCurve: 'module',
});

const arithmeticFrom = (value: ChipValue, base: Chip): Chip['arithmetic'] => {
  const peaks: Partial<Record<Arithmetic, Chip['memory']>> = { ...base.arithmetic };
  for (const arithmetic of ARITHMETIC) {
    const own = value.arithmetic?.[arithmetic];
    if (own !== undefined) peaks[arithmetic] = stated(own);
  }
  return peaks;
};

/** Prices of the catalogue are dollars; a stated one is turned into dollars by `toDollars`. */
const rangeFrom = (prices: NonNullable<ChipValue['price']>, toDollars: (money: Money) => number): PriceRange => {
  const amounts = prices.map(toDollars);
  return { low: Math.min(...amounts), high: Math.max(...amounts) };
};

/** The chip a scenario block describes, on the shoulders of `base` if it extends one; or the figures it still must state.
 *  `toDollars` applies the scenario's exchange rates. Efficiencies stay those of the base chip, so a changed bandwidth or peak acts in full. */
export const chipFrom = (
  id: string,
  value: ChipValue,
  base: Chip | undefined,
  toDollars: (money: Money) => number,
): { readonly chip: Chip } | { readonly missing: readonly string[] } => {
  const missing = base === undefined ? missingIn(value) : [];
  if (missing.length > 0) return { missing };
  const from = base ?? bare(id);
  const { power, scaleUp, kernels } = value;
  const arithmetic = arithmeticFrom(value, from);
  const bandwidth = value.bandwidth === undefined ? from.bandwidth : stated(value.bandwidth);
  return {
    chip: {
      ...from,
      id,
      aliases: [],
      name: value.name ?? (base === undefined ? id : `${base.name} (changed)`),
      vendor: value.vendor ?? from.vendor,
      country: value.country ?? from.country,
      launched: value.launched ?? from.launched,
      family: value.family ?? from.family,
      arithmetic,
      memory: value.memory === undefined ? from.memory : stated(labelled(value.memory)),
      bandwidth,
      scaleUp:
        scaleUp === undefined
          ? from.scaleUp
          : { technology: from.scaleUp.technology, bandwidth: stated(scaleUp.bandwidth), domain: scaleUp.domain },
      host: value.host ?? from.host,
      scaleOut: value.scaleOut ?? from.scaleOut,
      power: {
        ...from.power,
        ...(power?.limit === undefined ? {} : { limit: stated(power.limit) }),
        ...(power?.idle === undefined ? {} : { idle: stated(power.idle) }),
        ...(power?.server === undefined ? {} : { server: stated(power.server) }),
      },
      ...(value.price === undefined ? {} : { price: stated(rangeFrom(value.price, toDollars)) }),
      kernels:
        kernels === undefined
          ? from.kernels
          : kernelBinding(kernels, kernels === 'typical' ? 'estimate' : 'same-generation', { bandwidth, arithmetic }),
      ...(value.note === undefined ? {} : { note: value.note }),
    },
  };
};
