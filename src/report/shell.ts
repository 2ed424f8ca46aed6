/** What every page has around its content: head, skip link, name of the house, foot. One file, no network; light and dark by the reader's wish. */
import { html, Markup } from './markup.js';
import { pageStyle } from './page-style.js';

export interface Shell {
  readonly title: string;
  /** Of the program that found what is shown. */
  readonly version: string;
  /** The answer in a sentence, for those who list pages. */
  readonly description?: string | undefined;
  /** Where a page runs a script: what it may run, as a Content-Security-Policy. */
  readonly policy?: string | undefined;
  /** Rules of this page beside those of the house. */
  readonly style?: string | undefined;
  /** Behind the name of the house: links to sections, a mark. */
  readonly top?: Markup | null | undefined;
  readonly body: Markup;
  /** Behind the version. */
  readonly foot: readonly string[];
}

export const shell = ({ title, version, description, policy, style = '', top = null, body, foot }: Shell): string =>
  html`<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">${policy === undefined ? null : html`<meta http-equiv="Content-Security-Policy" content="${policy}">`}<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="generator" content="token-factory ${version}">${description === undefined ? null : html`<meta name="description" content="${description}">`}<title>${title}</title><style>${new Markup(pageStyle() + style)}</style></head>
<body><a class="skip" href="#main">Skip to the answer</a><header class="top"><div><b><i></i>token-factory</b>${top}</div></header>
<main id="main">${body}</main>
<footer><div><span>token-factory ${version}</span>${foot.map((one) => html`<span>${one}</span>`)}</div></footer></body></html>
`.text;

/** Links to the sections that a body has. */
export const navigation = (links: readonly (readonly [anchor: string, name: string])[], body: Markup): Markup =>
  html`<nav aria-label="Sections">${links.filter(([anchor]) => body.text.includes(`id="${anchor}"`)).map(([anchor, name]) => html`<a href="#${anchor}">${name}</a>`)}</nav>`;
