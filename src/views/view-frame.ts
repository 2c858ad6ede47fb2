// What every view needs of the page around it: an element of its own, its size, whether anybody sees it, the theme, and
// frames that are drawn only when something changed. No pictures here.
import { toElement, type SvgNode } from './svg.ts';
import css from './views.css?inline';

export interface FrameEvents {
  /** Draws what changed; called in an animation frame, never while out of sight. Returns whether it wants the next one. */
  draw(now: number): boolean;
  /** The size, the theme or the pixel ratio changed; a frame follows. */
  invalidate(): void;
}

/** Characters of a name in a readout, and pixels between a readout and the pointer. */
const longestName = 20;
const gap = 14;

const sheets = new Map<string, CSSStyleSheet>();

/** Gives the document (or shadow root) around an element a style sheet, once. */
export function adoptStyles(target: Element, text: string): void {
  const root = target.getRootNode();
  if (!(root instanceof Document) && !(root instanceof ShadowRoot)) return;
  let sheet = sheets.get(text);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(text, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

export class ViewFrame {
  readonly root: HTMLDivElement;
  /** CSS pixels; 0 before the first layout. */
  width = 0;
  height = 0;
  #events: FrameEvents;
  #picture: SVGElement | null = null;
  #request: number | null = null;
  #isWanted = false;
  #isInView = true;
  #closing = new AbortController();
  #observers: { disconnect(): void }[] = [];

  constructor(target: HTMLElement, events: FrameEvents) {
    this.#events = events;
    this.root = document.createElement('div');
    this.root.className = 'aeon-view';
    this.root.setAttribute('role', 'img');
    // Until the first drawing says more: a view that is not shown is not drawn.
    this.root.setAttribute('aria-label', 'Picture');
    this.summary = 'A picture that is drawn when it comes into sight';
    adoptStyles(target, css);
    target.append(this.root);

    const sizes = new ResizeObserver(() => this.#measure());
    sizes.observe(this.root);
    const places = new IntersectionObserver((entries) => {
      this.#isInView = entries.at(-1)?.isIntersecting ?? true;
      this.#schedule();
    });
    places.observe(this.root);
    // A theme that is chosen sets an attribute of the page's root; one that follows the system is a media query.
    const themes = new MutationObserver(() => this.invalidate());
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
    this.#observers = [sizes, places, themes];
    const { signal } = this.#closing;
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
      matchMedia(query).addEventListener('change', () => this.invalidate(), { signal });
    addEventListener('resize', () => this.invalidate(), { signal });
    document.addEventListener('visibilitychange', () => this.#schedule(), { signal });
    this.#measure();
  }

  set summary(text: string) {
    this.root.setAttribute('aria-label', text);
  }

  /** Puts a picture (null: none) in the place of the one before; the first goes before all else, or after `below`. */
  show(drawn: SvgNode | null, below?: Element): void {
    if (!drawn) {
      this.#picture?.remove();
      this.#picture = null;
      return;
    }
    const picture = toElement(drawn);
    // The view's own element is the picture with the summary; this is a part of it.
    picture.removeAttribute('role');
    picture.removeAttribute('aria-label');
    picture.setAttribute('aria-hidden', 'true');
    if (this.#picture) this.#picture.replaceWith(picture);
    else if (below) below.after(picture);
    else this.root.prepend(picture);
    this.#picture = picture;
  }

  invalidate(): void {
    this.#events.invalidate();
    this.requestDraw();
  }

  /** Draws in the next frame; if out of sight, in the first one when seen again. */
  requestDraw(): void {
    this.#isWanted = true;
    this.#schedule();
  }

  /** Fills a readout with names and values and puts it beside a place, on the side with more room. */
  showReadout(
    readout: HTMLElement,
    lines: readonly (readonly [name: string, value: string])[],
    at: readonly [number, number],
  ): void {
    const widest = Math.max(...lines.map(([name]) => Math.min(name.length, longestName)));
    readout.textContent = lines
      .map(([name, value]) => `${name.slice(0, longestName).padEnd(widest)}  ${value}`)
      .join('\n');
    readout.hidden = false;
    const place = (from: number, size: number, room: number): number => {
      const wanted = from + gap + size <= room ? from + gap : from - gap - size;
      return Math.max(0, Math.min(wanted, room - size));
    };
    const left = place(at[0], readout.offsetWidth, this.width);
    const top = place(at[1], readout.offsetHeight, this.height);
    readout.style.transform = `translate(${left}px, ${top}px)`;
  }

  destroy(): void {
    this.#closing.abort();
    for (const observer of this.#observers) observer.disconnect();
    if (this.#request !== null) cancelAnimationFrame(this.#request);
    this.#request = null;
    this.#isWanted = false;
    this.root.remove();
  }

  #measure(): void {
    const { clientWidth, clientHeight } = this.root;
    if (clientWidth === this.width && clientHeight === this.height) return;
    this.width = clientWidth;
    this.height = clientHeight;
    this.invalidate();
  }

  #schedule(): void {
    if (!this.#isWanted || this.#request !== null || !this.#isInView || document.hidden || this.#closing.signal.aborted)
      return;
    if (this.width < 40 || this.height < 40) return;
    this.#request = requestAnimationFrame((now) => {
      this.#request = null;
      this.#isWanted = this.#events.draw(now);
      this.#schedule();
    });
  }
}
