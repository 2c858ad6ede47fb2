// The page of a report: head, title and foot around what a run has to say.
import type { RunRecord } from '../core/run.ts';
import { html, Markup } from './markup.ts';
import { reportStyle } from './report-style.ts';

/** @param facts one line under the title */
export function reportPage({ title, choices }: RunRecord, facts: readonly string[], content: Markup): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        />
        <title>${title} · AeonNova report</title>
        <style>
          ${new Markup(reportStyle)}
        </style>
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          <p class="meta">${facts.join(' · ')}</p>
        </header>
        <main>${content}</main>
        <footer>
          Made by AeonNova, build ${choices.build}. Everything was computed on the reader’s own device; this file loads
          nothing.
        </footer>
      </body>
    </html> `;
  return page.text;
}
