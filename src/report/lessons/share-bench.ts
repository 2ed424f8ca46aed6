/** The denominator and the tariff as controls: the shares of several sites re-priced in the page, without a rerun. */
import { boundaries } from '../../economy/boundary.js';
import { type SiteYear, siteYearParts, yearlyRent } from '../../economy/electricity-share.js';
import { type CostParts, PART_NAMES } from '../../economy/parts.js';
import { JOULES_PER_KILOWATT_HOUR, SECONDS_PER_HOUR, SECONDS_PER_YEAR } from '../../units/quantity.js';
import { capital } from '../headline.js';
import { html } from '../markup.js';
import type { Bench } from './lesson.js';

/** One site as the page prices it: everything for one accelerator and hour. */
export interface PagedSite {
  readonly title: string;
  readonly kilowattHours: number;
  /** USD/kWh. */
  readonly price: number;
  /** Every part but electricity, in the order of `PART_NAMES` [USD]. */
  readonly parts: readonly number[];
  /** What a tenant pays [USD]; null where nobody quotes a rent. */
  readonly rent: number | null;
}

/** A boundary as the page prices it: weights of the five parts and the rent. */
export interface PagedBoundary {
  readonly label: string;
  readonly definition: string;
  readonly needsRent: boolean;
  readonly numerator: readonly number[];
  readonly total: readonly number[];
}

export interface ShareData {
  readonly sites: readonly PagedSite[];
  readonly boundaries: readonly PagedBoundary[];
  /** Names of the parts of a bar. */
  readonly names: readonly string[];
  /** Row that is chosen first. */
  readonly first: number;
}

export const pagedSite = (title: string, year: SiteYear): PagedSite => {
  const hours =
    year.holdings.reduce((sum, { accelerators }) => sum + accelerators, 0) * (SECONDS_PER_YEAR / SECONDS_PER_HOUR);
  const parts = siteYearParts(year);
  const rent = yearlyRent(year);
  return {
    title,
    kilowattHours: year.joules / JOULES_PER_KILOWATT_HOUR / hours,
    price: year.price * JOULES_PER_KILOWATT_HOUR,
    parts: PART_NAMES.slice(1).map((name) => parts[name] / hours),
    rent: rent === null ? null : rent / hours,
  };
};

const NOTHING = Object.fromEntries(PART_NAMES.map((name) => [name, 0])) as unknown as CostParts;
/** Any rent that keeps a boundary's total from zero. */
const RENT = 2;

/** What is counted in a boundary is a sum of its parts and the rent, so one probe of each gives its weight. */
export const pagedBoundaries = (): readonly PagedBoundary[] =>
  boundaries.map(({ label, definition, inside, share }) => {
    const probe = (parts: CostParts, rent: number) => {
      const counted = inside(parts, rent)!;
      const total = counted.electricity + counted.operations + counted.building + counted.chips;
      return { numerator: share(counted) * total, total };
    };
    const none = probe(NOTHING, RENT);
    const each = PART_NAMES.map((name) => probe({ ...NOTHING, [name]: 1 }, RENT));
    const weights = (of: 'numerator' | 'total') => [...each.map((one) => one[of] - none[of]), none[of] / RENT];
    return {
      label: capital(label),
      definition,
      needsRent: inside(NOTHING, null) === null,
      numerator: weights('numerator'),
      total: weights('total'),
    };
  });

/** `shareOf(boundary, site, price)`: electricity's share inside a boundary at a price [USD/kWh], as two sums of products. */
export const SHARE_OF = `const partsOf=(site,price)=>[site.kilowattHours*price,...site.parts,site.rent===null?0:site.rent];
const weighed=(weights,parts)=>parts.reduce((sum,part,at)=>sum+part*weights[at],0);
const shareOf=(boundary,site,price)=>{const parts=partsOf(site,price),total=weighed(boundary.total,parts);return total===0?0:weighed(boundary.numerator,parts)/total};`;

/** Least and greatest price of the slider [USD/kWh]; it moves in equal ratios, so that a cent and a dollar are both in reach. */
const PRICES = [0.01, 3] as const;
const STEPS = 1000;

const SCRIPT = `'use strict';(()=>{${SHARE_OF}
const data=JSON.parse(document.getElementById('bench-data').textContent);
const bench=document.getElementById('bench'),find=(name)=>bench.querySelector('[data-is='+name+']');
const slider=find('price'),sites=find('site'),radios=[...bench.querySelectorAll('input[type=radio]')],segments=[...bench.querySelectorAll('[data-part]')];
const money=(value)=>value>=0.0995?'$'+value.toFixed(2):(100*value).toFixed(value>=0.00995?1:2)+' c';
let price=data.sites[data.first].price;
const show=()=>{
const site=data.sites[sites.value];
for(const radio of radios){const closed=data.boundaries[radio.value].needsRent&&site.rent===null;radio.disabled=closed;radio.parentElement.classList.toggle('closed',closed);if(closed&&radio.checked)radios.find((one)=>!data.boundaries[one.value].needsRent).checked=true}
const boundary=data.boundaries[radios.find((radio)=>radio.checked).value];
const parts=partsOf(site,price),total=weighed(boundary.total,parts),share=shareOf(boundary,site,price);
find('share').textContent=(100*share).toFixed(1);
find('of').textContent=boundary.label.toLowerCase();
find('definition').textContent=boundary.definition;
find('paid').textContent=money(price)+'/kWh';
slider.setAttribute('aria-valuetext',money(price)+' per kilowatt-hour');
find('counted').textContent=money(total)+' an hour for one chip is counted';
const whole=parts.slice(0,5).reduce((sum,part)=>sum+part,0);
segments.forEach((segment,at)=>{segment.style.width=100*parts[at]/whole+'%';segment.classList.toggle('out',boundary.total[at]===0&&boundary.numerator[at]===0)});
find('whole').textContent=money(whole)+' an hour, everything';
find('here').textContent='Paid at this site: '+money(site.price)+'/kWh.';
};
const place=()=>{slider.value=${STEPS}*Math.log(price/${PRICES[0]})/Math.log(${PRICES[1]}/${PRICES[0]})};
slider.addEventListener('input',()=>{price=${PRICES[0]}*(${PRICES[1]}/${PRICES[0]})**(slider.value/${STEPS});show()});
sites.addEventListener('change',()=>{price=data.sites[sites.value].price;place();show()});
for(const radio of radios)radio.addEventListener('change',show);
find('again').addEventListener('click',()=>{price=data.sites[sites.value].price;place();show()});
place();show();bench.hidden=false})();`;

const ROLES = ['electricity', 'operations', 'operations', 'building', 'chips'] as const;
const NAMES = ['Electricity', 'Running of the building', 'Running of the machines', 'Building', 'Chips'] as const;

const STYLE = `
.bench[hidden]{display:none}.bench fieldset{border:0;margin:0;padding:0;min-width:0}.bench legend,.bench label.what{font-size:13px;color:var(--muted);padding:0 0 6px;display:block}
.choices{display:flex;flex-wrap:wrap;gap:6px}.choices label{position:relative;border:1px solid var(--faint);border-radius:4px;padding:7px 12px;font-size:14px;line-height:20px;cursor:pointer}
.choices input{position:absolute;opacity:0;inset:0;margin:0;cursor:pointer}.choices label:has(:checked){background:var(--ink);color:var(--paper);border-color:var(--ink);font-weight:600}.choices label:has(:focus-visible){outline:3px solid var(--accent);outline-offset:2px}.choices .closed{opacity:.45;cursor:default}
.said{display:grid;grid-template-columns:300px 1fr;gap:24px 40px;align-items:end;margin:28px 0;padding:24px 0;border-top:1px solid var(--hair);border-bottom:1px solid var(--hair)}
.big{font-size:76px;line-height:72px;font-weight:700;letter-spacing:-.04em}.big small{font-size:36px;letter-spacing:0}.said p{margin:6px 0 0;font-size:14px;line-height:20px;color:var(--muted)}.said p b{color:var(--ink)}
.bar{display:flex;height:56px}.bar span{display:block;min-width:0;overflow:hidden;border-right:1px solid var(--paper);transition:width .12s}.bar .out{background:var(--hair)!important}
.sliders{display:grid;grid-template-columns:1fr 1fr;gap:20px 40px}.sliders output{float:right;font-weight:600;color:var(--ink)}.sliders input[type=range]{width:100%;height:28px;margin:0;accent-color:var(--accent)}.sliders select{width:100%;font:inherit;font-size:15px;padding:8px;color:var(--ink);background:var(--surface);border:1px solid var(--faint);border-radius:4px}.sliders button{font:inherit;font-size:13px;color:var(--accent);background:none;border:0;padding:6px 0;text-decoration:underline;cursor:pointer}
@media (max-width:720px){.said,.sliders{grid-template-columns:minmax(0,1fr)}.choices label{flex:1 1 40%;padding:11px 10px}.sliders input[type=range],.sliders button{min-height:44px}}
@media (prefers-reduced-motion:reduce){.bar span{transition:none}}
@media print{.bench{display:none}}`;

/** @param chosen row of the boundary that is chosen first */
export const shareBench = (sites: readonly PagedSite[], chosen: number): Bench => {
  const shown = pagedBoundaries();
  const data: ShareData = { sites, boundaries: shown, names: NAMES, first: 0 };
  const markup = html`<fieldset><legend>Of which cost?</legend><div class="choices">${shown.map(({ label, needsRent }, row) => html`<label${needsRent ? html` class="closed"` : null}><input type="radio" name="boundary" value="${row}"${row === chosen ? html` checked` : null}>${label}</label>`)}</div></fieldset>
<div class="said"><div aria-live="polite"><div class="big"><span data-is="share"></span><small>%</small></div><p>of <b data-is="of"></b></p><p data-is="definition"></p></div>
<div><p data-is="counted"></p><div class="bar" aria-hidden="true">${ROLES.map((role) => html`<span data-part style="background:var(--${role})"></span>`)}</div><p data-is="whole"></p><p class="swatches">${(['electricity', 'operations', 'building', 'chips'] as const).map((role) => html`<span><i style="background:var(--${role})"></i>${capital(role)}</span>`)}<span><i style="background:var(--hair)"></i>Not counted</span></p></div></div>
<div class="sliders"><div><label class="what" for="bench-price">Price of electricity <output data-is="paid" for="bench-price"></output></label><input id="bench-price" data-is="price" type="range" min="0" max="${STEPS}" step="1"><p class="note"><span data-is="here"></span> The slider runs from 1 c to $3 in equal ratios. <button type="button" data-is="again">Back to the price paid</button></p></div>
<div><label class="what" for="bench-site">Site</label><select id="bench-site" data-is="site">${sites.map(({ title }, row) => html`<option value="${row}">${title}</option>`)}</select></div></div>`;
  return { title: 'Change the denominator, then the price', markup, style: STYLE, script: SCRIPT, data };
};
