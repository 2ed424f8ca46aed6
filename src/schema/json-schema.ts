/** The JSON Schema of a field, for editors: what may be written, with docs, units, examples and defaults. */
import { z } from 'zod';
import type { Field } from './field.js';

export const jsonSchema = (field: Field, title: string): object => ({
  ...(z.toJSONSchema(field, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
    // zod leaves examples out where text becomes a number; ours are written as the user writes them
    override: ({ zodSchema, jsonSchema }) => {
      const examples = (zodSchema as unknown as Field).meta?.()?.examples;
      if (Array.isArray(examples)) jsonSchema.examples = examples;
    },
  }) as object),
  title,
});
