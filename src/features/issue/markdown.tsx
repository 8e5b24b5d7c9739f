/**
 * Markdown as the page shows it. Whatever a note holds, what comes out is text with plain formatting and links
 * to http, https and mailto: no image, no script, no style, no other address. Parsed by marked (GFM, which also
 * makes links of bare addresses), sanitised by DOMPurify.
 */
import DOMPurify from 'dompurify';
import { marked } from 'marked';
import { useMemo } from 'react';

const allowed = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'hr', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a'],
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  ALLOWED_ATTR: ['href', 'title', 'start', 'align'],
  // The page finds its own parts by data attributes; none of a note's may pass for one.
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  // These hold no address, so they are not measured by the one above.
  ADD_URI_SAFE_ATTR: ['start', 'align'],
};

const purifier = DOMPurify(window);
purifier.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName !== 'A' || !node.hasAttribute('href')) return;
  node.setAttribute('target', '_blank');
  node.setAttribute('rel', 'noopener noreferrer');
});

/** A link whose address was taken from it leads nowhere: what is left is its text. */
function unwrapDeadLinks(html: string): string {
  const clean = document.createElement('template');
  clean.innerHTML = html;
  for (const link of clean.content.querySelectorAll('a:not([href])')) {
    link.replaceWith(...link.childNodes);
  }
  return clean.innerHTML;
}

/** Markdown → safe HTML. Headings are lowered, so that a note cannot outrank the page it stands on. */
export function renderMarkdown(text: string): string {
  const html = marked.parse(text, { async: false, gfm: true, breaks: true });
  const lowered = html.replace(/<(\/?)h[1-4]\b/g, '<$1h5');
  return unwrapDeadLinks(purifier.sanitize(lowered, allowed));
}

export function Markdown({ text }: { text: string }) {
  const html = useMemo(() => renderMarkdown(text), [text]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the sanitiser above is what makes this safe
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
