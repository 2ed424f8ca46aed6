/** The style sheet of a page: warm paper, ink for words, orange for electricity; light, dark, phone and print from one text. */
import { DARK, FACES, LIGHT, type Role } from './theme.js';

const roles = (colours: Readonly<Record<Role, string>>): string =>
  (Object.keys(colours) as Role[]).map((role) => `--${role}:${colours[role]}`).join(';');

export const pageStyle =
  (): string => `:root{color-scheme:light;${roles(LIGHT)};--serif:${FACES.serif};--sans:${FACES.sans};--mono:${FACES.mono}}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${roles(DARK)}}}
@media screen{:root[data-theme=dark]{color-scheme:dark;${roles(DARK)}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/25px var(--sans);font-variant-numeric:tabular-nums;overflow-wrap:break-word}
a{color:var(--accent);text-underline-offset:3px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
code{font:12.5px/1.5 var(--mono);overflow-wrap:anywhere}
.skip{position:absolute;left:-999px;top:8px;padding:8px 16px;background:var(--surface)}.skip:focus{left:16px}
.top{border-bottom:1px solid var(--hair)}.top div,main,footer div{max-width:1088px;margin:0 auto;padding:0 24px}
.top div{display:flex;align-items:center;gap:20px;min-height:48px;font-size:13px}
.top b{display:flex;align-items:center;gap:10px;font-size:15px;margin-right:auto}.top b i{width:18px;height:12px;background:linear-gradient(90deg,var(--electricity) 33%,var(--decode) 33% 66%,var(--chips) 66%)}
.top nav{display:flex;gap:20px}.top a{color:var(--muted);text-decoration:none;padding:6px 0}.top a:hover{color:var(--ink);text-decoration:underline}
.sample{background:var(--warnsoft);color:var(--warn);font-weight:600;font-size:12px;padding:2px 8px;border-radius:3px;white-space:nowrap}
.from{margin:40px 0 12px;font-size:13px;line-height:20px;color:var(--muted);display:flex;flex-wrap:wrap;gap:2px 20px}.from code{color:var(--ink)}
h1{font:400 36px/44px var(--serif);margin:0;max-width:24em;text-wrap:pretty}h1 b{font-weight:700}
.lede{font-size:17px;line-height:27px;color:var(--muted);max-width:46em;margin:16px 0 0}
.lede b{color:var(--ink)}
section{margin-top:64px}
h2{font:700 24px/30px var(--serif);margin:0;max-width:34em;text-wrap:pretty}h2:before{content:"";display:block;width:36px;height:3px;background:var(--ink);margin-bottom:16px}
h3{font:600 13px/20px var(--sans);margin:24px 0 4px}
.sub{font-size:15px;line-height:23px;color:var(--muted);margin:6px 0 0;max-width:46em}
figure{margin:0}figure svg{display:block;height:auto;margin-top:24px;max-width:100%;overflow:visible}
svg text{font-family:var(--sans);font-variant-numeric:tabular-nums}
.wide{width:1040px}.paper{width:700px;display:none!important}.narrow{width:342px;display:none!important}
.note{font-size:12px;line-height:18px;color:var(--muted);margin:12px 0 0}
.more{display:flex;flex-wrap:wrap;gap:0 20px;margin-top:4px}
details{font-size:14px;line-height:22px}details[open]{flex-basis:100%}
summary{cursor:pointer;color:var(--muted);font-size:13px;padding:6px 0;text-decoration:underline;text-decoration-color:var(--faint);text-underline-offset:4px;list-style:none;width:max-content;max-width:100%}
summary::-webkit-details-marker{display:none}summary:hover{color:var(--ink)}details[open] summary{color:var(--ink)}
details ul,details p{margin:4px 0 12px;padding-left:18px;max-width:46em;color:var(--muted)}details p{padding-left:0}
.six{display:grid;grid-template-columns:repeat(3,1fr);margin-top:48px;border-top:1px solid var(--hair)}
.six>div{padding:16px 24px 18px;border-bottom:1px solid var(--hair);border-left:1px solid var(--hair);min-width:0}.six>div:nth-child(3n+1){border-left:0;padding-left:0}.six>div:nth-child(3n){padding-right:0}
.six .name{display:flex;flex-wrap:wrap;justify-content:space-between;gap:2px 12px;font-size:13px;line-height:20px;color:var(--muted)}
.six .figure{color:var(--ink);font-size:32px;line-height:37px;font-weight:600;letter-spacing:-.025em;margin:2px 0 0}.six .figure span{font-size:15px;font-weight:400;letter-spacing:0;color:var(--muted);margin-left:6px}
.six .none{font-weight:400;color:var(--muted)}.six p{font-size:13px;line-height:20px;color:var(--muted);margin:0}.six p b{color:var(--ink)}
.spread{position:relative;height:16px;margin:8px 0 6px}.spread:before{content:"";position:absolute;left:0;right:0;top:7.5px;height:1px;background:var(--hair)}
.spread i,.spread b,.spread u{position:absolute;display:block}.spread i{top:4px;height:8px;opacity:.34}.spread b{top:1px;width:2px;height:14px;margin-left:-1px}.spread u{top:-1px;width:2px;height:18px;margin-left:-1px;background:var(--ink)}
.spread em{position:absolute;top:-1px;font:600 12px/18px var(--sans);color:var(--muted)}
.evidence{display:inline-flex;align-items:flex-end;gap:5px;font-size:12px;line-height:18px;color:var(--muted);white-space:nowrap}.evidence svg{width:13px;height:11px;margin:0 0 3.5px}
.key{font-size:12px;line-height:20px;color:var(--muted);margin:12px 0 0}.key .evidence{margin-right:12px}
.table{overflow-x:auto;margin-top:16px;max-width:100%}
table{border-collapse:collapse;width:100%;font-size:14px;line-height:20px}caption{text-align:left;font-size:13px;color:var(--muted);padding-bottom:6px}
th,td{text-align:left;vertical-align:top;padding:9px 0 9px 16px;border-bottom:1px solid var(--hair);font-weight:400;overflow-wrap:normal}
th:first-child,td:first-child{padding-left:0;padding-right:8px;position:sticky;left:0;background:var(--paper);min-width:110px;max-width:320px;overflow-wrap:anywhere}
thead th{font-size:12px;line-height:16px;font-weight:600;color:var(--muted);border-bottom:1px solid var(--ink);vertical-align:bottom}
.n{text-align:right;white-space:nowrap}thead .n{white-space:normal;min-width:64px}tr.sum th,tr.sum td{font-weight:600}td small,th small{display:block;font-size:12px;line-height:17px;color:var(--muted)}
.chip{display:inline-block;width:10px;height:10px;margin-right:8px}
.box{margin:24px 0 0;padding:14px 20px;border-left:3px solid var(--bad);background:var(--badsoft);font-size:15px;line-height:23px}.box.thin{border-color:var(--warn);background:var(--warnsoft)}.box p{margin:0}.box p+p{margin-top:6px}
.swatches{display:flex;flex-wrap:wrap;gap:2px 18px;margin:12px 0 0;font-size:13px;line-height:20px}.swatches i{display:inline-block;width:10px;height:10px;margin-right:7px}.small{max-width:36em}
.empty{margin:24px 0 0;border:1px dashed var(--hair);border-radius:4px;padding:24px;text-align:center;color:var(--muted);font-size:15px}
.kept{color:var(--good)}.missed{color:var(--bad)}.kept,.missed{font-weight:600}
dl{columns:2;column-gap:48px;margin:20px 0 0;font-size:14px;line-height:21px}dl div{break-inside:avoid;margin-bottom:14px}dt{font-weight:600}dt small{font-weight:400;color:var(--muted);font-size:12px;margin-left:6px}dd{margin:0;color:var(--muted)}
pre{margin:16px 0 0;padding:12px 16px;background:var(--sunk);font:12.5px/20px var(--mono);white-space:pre-wrap;overflow-wrap:anywhere}
footer{border-top:1px solid var(--hair);margin-top:64px}footer div{display:flex;flex-wrap:wrap;gap:4px 24px;padding-top:20px;padding-bottom:32px;font-size:12px;color:var(--muted)}
@media screen and (max-width:1087px){.wide{display:none!important}.paper{display:block!important}}
@media screen and (max-width:747px){.paper{display:none!important}.narrow{display:block!important}}
@media screen and (max-width:720px){
.top div,main,footer div{padding-left:16px;padding-right:16px}.top a{display:none}
.from{margin-top:24px}h1{font-size:26px;line-height:33px}h2{font-size:21px;line-height:27px}section{margin-top:48px}
.six{grid-template-columns:repeat(2,1fr);margin-top:32px}.six>div,.six>div:nth-child(3n){padding:12px 12px 14px}.six>div:nth-child(3n+1){border-left:1px solid var(--hair);padding-left:12px}.six>div:nth-child(odd){border-left:0;padding-left:0}.six>div:nth-child(even){padding-right:0}
.six .figure{font-size:26px;line-height:32px}.six .figure span{display:block;margin:0;font-size:13px;line-height:18px}
summary{padding:11px 0}.six .name{flex-direction:column}.key .evidence{margin-right:8px}dl{columns:1}
}
@media screen and (max-width:359px){.six{grid-template-columns:1fr}.six>div,.six>div:nth-child(n){border-left:0;padding-left:0;padding-right:0}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media print{
@page{margin:16mm 14mm}
:root{--paper:#fff}body{font-size:10.5pt;line-height:15pt}.top,.skip,.more{display:none}main,footer div{max-width:none;padding:0}
.wide,.narrow{display:none!important}.paper{display:block!important}.from{margin-top:0}section{margin-top:28pt}h1{font-size:24pt;line-height:29pt}
h2,h3,.sub,.swatches{break-after:avoid}h2,figure,.box,.six,tr{break-inside:avoid}.six{margin-top:24pt;grid-template-columns:repeat(3,1fr)}.six .figure{font-size:20pt;line-height:24pt}.six .figure span{display:block;margin:0;font-size:10pt;line-height:13pt}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}.table{overflow:visible}th:first-child,td:first-child{position:static}table{font-size:9.5pt;line-height:13pt}a{color:inherit}
}`;
