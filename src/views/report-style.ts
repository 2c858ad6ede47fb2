// How a report looks: in light and dark by the reader's own setting, on paper always light. Names as the product's tokens,
// so that charts take their colours here as they do in the product.
export const reportStyle = `
:root { color-scheme: light dark; --ink-12: #15171c; --ink-11: #4b4f59; --ink-8: #8b8f99; --ink-6: #d9dbe0; --ink-5: #e3e4e8;
  --ink-2: #f5f6f8; --paper: #ffffff; --nova-mark: #b85c0a; --data-1: #0072b2; --data-8: #000000;
  --font-text: Inter, system-ui, -apple-system, "Segoe UI", sans-serif;
  --font-mono: "JetBrains Mono", ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
@media screen and (prefers-color-scheme: dark) { :root { --ink-12: #eceef2; --ink-11: #b3b7c0; --ink-8: #6d727d;
  --ink-6: #363a44; --ink-5: #2d313a; --ink-2: #1b1e25; --paper: #14161b; --nova-mark: #f0a04b; --data-1: #3d9be0;
  --data-8: #ffffff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 54rem; padding: 2rem 1.25rem 3rem; background: var(--paper); color: var(--ink-12);
  font: 0.9375rem/1.55 var(--font-text); }
h1 { margin: 0; font-size: 1.625rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 2.25rem 0 0.5rem; padding-top: 1rem; border-top: 1px solid var(--ink-6); font-size: 1.125rem; }
p { margin: 0.5rem 0; max-width: 44rem; }
.meta, caption, figcaption, .note { color: var(--ink-11); }
.headline { margin: 1.25rem 0 0; padding: 1rem 1.25rem; border: 1px solid var(--ink-6); border-radius: 10px;
  background: var(--ink-2); }
.headline strong { display: block; font: 600 1.75rem/1.3 var(--font-mono); overflow-wrap: anywhere; }
.warn { border-left: 3px solid var(--nova-mark); padding-left: 0.75rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { padding: 0.5rem 0 0.25rem; text-align: left; }
th, td { padding: 0.25rem 1.25rem 0.25rem 0; border-bottom: 1px solid var(--ink-5); text-align: left; vertical-align: top; }
th { font-weight: 500; }
thead th { color: var(--ink-11); }
td, tbody th { font-family: var(--font-mono); font-size: 0.8125rem; }
.scroll { overflow-x: auto; }
figure { margin: 1rem 0; overflow-x: auto; }
/* Below this width the labels would be too small to read; the picture scrolls instead. */
figure > svg { display: block; width: 100%; min-width: 32rem; height: auto; }
pre { margin: 0.5rem 0; padding: 0.75rem 1rem; overflow-x: auto; border: 1px solid var(--ink-6); border-radius: 6px;
  background: var(--ink-2); font: 0.8125rem/1.5 var(--font-mono); }
code { font-family: var(--font-mono); font-size: 0.875em; }
footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--ink-6); color: var(--ink-11); }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  h2 { break-after: avoid; } figure, tr, .headline { break-inside: avoid; } .scroll, figure { overflow: visible; } figure > svg { min-width: 0; } }
`;
