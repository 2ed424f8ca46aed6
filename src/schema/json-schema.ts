/** The JSON Schema of a field, for editors: what may be written, with docs, units and defaults. */
import { z } from 'zod';
import type { Field } from './field.js';

export const jsonSchema = (field: Field, title: string): object => ({
  ...(z.toJSONSchema(field, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as object),
  title,
});
