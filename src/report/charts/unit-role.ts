/** The colour of whatever gives electricity, by what reports call it. */
import type { Role } from '../theme.js';

const ROLES: readonly (readonly [word: string, role: Role])[] = [
  ['solar', 'solar'],
  ['wind', 'wind'],
  ['hydro', 'hydro'],
  ['nuclear', 'nuclear'],
  ['gas', 'gas'],
  ['genset', 'diesel'],
  ['battery', 'battery'],
  ['grid', 'grid'],
  ['ppa', 'building'],
  ['scarcity', 'bad'],
];

/** `curtailed solar` has the colour of `solar`; what is none of the house's sources is slate. */
export const unitRole = (unit: string): Role =>
  ROLES.find(([word]) => unit.toLowerCase().includes(word))?.[1] ?? 'operations';
