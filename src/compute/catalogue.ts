/** The chips and models a scenario may name: the shipped shelves and the entries of its own, which may extend shipped ones or each other. */
import { defaulting, fields, named, type Output } from '../schema/field.js';
import type { Issue } from '../schema/issue.js';
import { nearest } from '../schema/suggest.js';
import type { Money } from '../units/parse.js';
import type { Chip } from './chips/chip.js';
import { chipFields, chipFrom } from './chips/fields.js';
import { chips, findChip } from './chips/index.js';
import { modelFields, modelFrom } from './models/fields.js';
import { findModel, models } from './models/index.js';
import type { Model } from './models/model.js';

export const catalogueFields = fields({
  chips: defaulting(named(chipFields, 'Chips of this file, by the name pools use.'), {}, 'the shipped chips alone'),
  models: defaulting(named(modelFields, 'Models of this file, by the name pools use.'), {}, 'the shipped models alone'),
});
export type CatalogueValue = Output<typeof catalogueFields>;

export interface Catalogue {
  chip(name: string): Chip | undefined;
  model(name: string): Model | undefined;
}

/** Resolves `extends` among own and shipped entries; an entry may extend the shipped one of its own name, never itself through others. */
const resolve = <Value extends { readonly extends?: string | undefined }, Made>(
  shelf: string,
  own: Readonly<Record<string, Value>>,
  shipped: (name: string) => Made | undefined,
  make: (
    name: string,
    value: Value,
    base: Made | undefined,
  ) => { readonly made: Made } | { readonly missing: readonly string[] },
  hint: (name: string) => string | undefined,
  issues: Issue[],
): ReadonlyMap<string, Made> => {
  const done = new Map<string, Made>();
  const failed = new Set<string>();
  const build = (name: string, behind: readonly string[]): Made | undefined => {
    const ready = done.get(name);
    if (ready !== undefined || failed.has(name)) return ready;
    const value = own[name]!;
    const path = ['catalogue', shelf, name];
    const parent = value.extends;
    let base: Made | undefined;
    if (parent !== undefined) {
      if (Object.hasOwn(own, parent) && parent !== name) {
        if (behind.includes(parent)) {
          failed.add(name);
          issues.push({
            path: [...path, 'extends'],
            found: parent,
            expected: `an entry that does not lead back to ${name}`,
          });
          return undefined;
        }
        base = build(parent, [...behind, name]);
      } else {
        base = shipped(parent);
        if (base === undefined) {
          const near = hint(parent);
          issues.push({
            path: [...path, 'extends'],
            found: parent,
            expected: 'an entry of the catalogue',
            ...(near === undefined ? {} : { hint: near }),
          });
        }
      }
      if (base === undefined) {
        failed.add(name);
        return undefined;
      }
    }
    const built = make(name, value, base);
    if ('made' in built) {
      done.set(name, built.made);
      return built.made;
    }
    failed.add(name);
    for (const field of built.missing)
      issues.push({ path: [...path, ...field.split('.')], expected: `a value, since ${name} extends nothing` });
    return undefined;
  };
  for (const name of Object.keys(own)) build(name, [name]);
  return done;
};

/** The catalogue of a scenario, with everything wrong with its own entries. `toDollars` applies the scenario's exchange rates to stated prices. */
export const catalogueFrom = (
  value: CatalogueValue,
  toDollars: (money: Money) => number,
): { readonly catalogue: Catalogue; readonly issues: readonly Issue[] } => {
  const issues: Issue[] = [];
  const chipNames = [...Object.keys(value.chips), ...chips.flatMap(({ id, aliases }) => [...aliases, id])];
  const modelNames = [...Object.keys(value.models), ...models.map(({ id }) => id)];
  const chipHint = (name: string): string | undefined => nearest(name, chipNames);
  const modelHint = (name: string): string | undefined => nearest(name, modelNames);
  const ownChips = resolve(
    'chips',
    value.chips,
    findChip,
    (name, fieldsOf, base) => {
      const built = chipFrom(name, fieldsOf, base, toDollars);
      return 'chip' in built ? { made: built.chip } : built;
    },
    chipHint,
    issues,
  );
  const ownModels = resolve(
    'models',
    value.models,
    findModel,
    (name, fieldsOf, base) => {
      const built = modelFrom(name, fieldsOf, base);
      return 'model' in built ? { made: built.model } : built;
    },
    modelHint,
    issues,
  );
  return {
    catalogue: {
      chip: (name) => ownChips.get(name) ?? findChip(name),
      model: (name) => ownModels.get(name) ?? findModel(name),
    },
    issues,
  };
};
