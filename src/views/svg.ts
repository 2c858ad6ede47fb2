// A picture as a tree of SVG elements, which becomes text (files, reports) or live elements (pages, where Trusted Types
// forbid markup from text). Nothing here knows of charts.

export interface SvgNode {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (SvgNode | string)[];
}

export function svg(
  tag: string,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: (SvgNode | string)[]
): SvgNode {
  return { tag, attributes, children };
}

const namespace = 'http://www.w3.org/2000/svg';

// XML 1.0 has no place for these, not even escaped (https://www.w3.org/TR/xml/#charsets); lone surrogates neither.
const notXml =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text as it stands in HTML and XML, between tags and in double quotes. */
export function escapeMarkup(text: string): string {
  return text
    .replace(notXml, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The tree as text. The outermost element names the namespace, so that the text is a file of its own. */
export function toMarkup(node: SvgNode, isOutermost = true): string {
  const attributes = isOutermost ? { xmlns: namespace, ...node.attributes } : node.attributes;
  const text = Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeMarkup(String(value))}"`)
    .join('');
  if (node.children.length === 0) return `<${node.tag}${text}/>`;
  const inner = node.children.map((child) =>
    typeof child === 'string' ? escapeMarkup(child) : toMarkup(child, false),
  );
  return `<${node.tag}${text}>${inner.join('')}</${node.tag}>`;
}

/** The tree as elements. */
export function toElement(node: SvgNode): SVGElement {
  const element = document.createElementNS(namespace, node.tag);
  for (const [name, value] of Object.entries(node.attributes)) element.setAttribute(name, String(value));
  element.append(...node.children.map((child) => (typeof child === 'string' ? child : toElement(child))));
  return element;
}
