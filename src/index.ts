/** token-factory as a library: a Scenario in, Measures out.
 *
 *  scenario file ─load─▶ Loaded ─blueprint─▶ pools, rates, groups ─simulate─▶ pieces ─answer─▶ RunResult ─report─▶ text, pages
 *                        or Issue[]           on paper             any thread              {value, unit, interval, tier}
 *
 *  Three files to read first: `scenario/scenario.ts` (what a user may write), `factory/blueprint.ts` (what becomes of it),
 *  `study/answer.ts` (how the answer is put together). The fast engine is `serving/pool/group.ts`, the physics `compute/step.ts`.
 */
export type { Blueprint, Pool } from './factory/blueprint.js';
export { blueprintOf } from './factory/blueprint.js';
export { VERSION } from './factory/version.js';
export type { Measure } from './measure/measure.js';
export type { RunResult } from './measure/result.js';
export { consoleSummary } from './report/console.js';
export { measuresJson } from './report/json.js';
export { reportMarkdown } from './report/markdown.js';
export { reportPage } from './report/page.js';
export type { Files } from './scenario/files.js';
export { type Loaded, loadScenario } from './scenario/load.js';
export { type Scenario, scenarioFields } from './scenario/scenario.js';
export { type Issue, ScenarioWrong } from './schema/issue.js';
export { explainIssues } from './schema/issue-text.js';
export { type Answer, type AnswerOptions, answer } from './study/answer.js';
export { type MarginalOptions, type Marginals, marginal } from './study/marginal.js';
export { planningIssues } from './study/planning/asked.js';
export { type PlanAnswer, type Planned, type PlanOptions, plan } from './study/planning/plan.js';
