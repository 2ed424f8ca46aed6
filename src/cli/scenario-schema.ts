/** The JSON Schema of a scenario file, made from its fields. */
import { scenarioFields } from '../scenario/scenario.js';
import { jsonSchema } from '../schema/json-schema.js';
import type { FieldSchema } from './field-page.js';

let made: FieldSchema | undefined;

export const scenarioSchema = (): FieldSchema => {
  made ??= jsonSchema(scenarioFields, 'A token-factory scenario') as FieldSchema;
  return made;
};
