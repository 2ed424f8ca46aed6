/** The pieces that sections of the page are made of: tables, figures with their table and reckoning, evidence marks. */
import { EVIDENCE_BARS, type Evidence } from '../evidence.js';
import { type Figure, FRAMES, type TableData } from '../figure.js';
import { html, Markup } from '../markup.js';

/** A drawn figure: one SVG text for each frame. */
export type Drawings = Readonly<Record<string, string>>;

export const section = (id: string, finding: string, body: Markup): Markup =>
  html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${finding}</h2>${body}</section>`;

export const subtitle = (text: string): Markup => html`<p class="sub">${text}</p>`;

export const evidenceMark = (evidence: Evidence): Markup => {
  const bars = [0, 1, 2].map(
    (index) =>
      html`<path d="M${index * 4.5} ${7 - index * 3}h3.2V11h-3.2z" fill="var(--${index < EVIDENCE_BARS[evidence] ? 'muted' : 'hair'})"/>`,
  );
  return html`<span class="evidence"><svg viewBox="0 0 13 11" aria-hidden="true">${bars}</svg>${evidence}</span>`;
};

/** A real table: headers carry their scope; `sum` marks a closing row; cells may be markup. */
export const table = (caption: string, data: TableData, sum = false): Markup => {
  const head = data.columns.map(
    (column) => html`<th scope="col"${column.numeric ? new Markup(' class="n"') : null}>${column.name}</th>`,
  );
  const rows = data.rows.map((cells, index) => {
    const inside = cells.map((cell, at) =>
      at === 0
        ? html`<th scope="row">${cell}</th>`
        : html`<td${data.columns[at]!.numeric ? new Markup(' class="n"') : null}>${cell}</td>`,
    );
    return html`<tr${sum && index === data.rows.length - 1 ? new Markup(' class="sum"') : null}>${inside}</tr>`;
  });
  return html`<div class="table${data.columns.length < 3 ? ' small' : ''}" role="region" tabindex="0" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
};

export const reckoning = (how: readonly string[]): Markup =>
  html`<details><summary>How it is computed</summary><ul>${how.map((sentence) => html`<li>${sentence}</li>`)}</ul></details>`;

/** A picture with everything that goes with it; `drawings` carries its SVG by frame. */
export const picture = (figure: Figure, drawings: Drawings): Markup => {
  const frames = FRAMES.map(
    ({ name }) =>
      html`<div class="${name}" aria-hidden="true">${new Markup(drawings[`${figure.code}-${name}`] ?? '')}</div>`,
  );
  const key =
    figure.key === undefined
      ? null
      : html`<p class="swatches">${figure.key.map(({ role, name }) => html`<span><i style="background:var(--${role})"></i>${name}</span>`)}</p>`;
  return html`<figure aria-label="${figure.label}">${key}${frames}${figure.note === '' ? null : html`<figcaption class="note">${figure.note}</figcaption>`}</figure>
<div class="more"><details><summary>Show as table</summary>${table(figure.finding, figure.table)}</details>${reckoning(figure.how)}</div>`;
};
