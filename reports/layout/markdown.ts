/** Text inside Markdown. */

/** A cell must not end its row or start markup. */
export const cell = (text: string): string => text.replace(/[\\|*_`<>[\]&]/g, (c) => (c === '<' ? '&lt;' : c === '&' ? '&amp;' : `\\${c}`)).replace(/\s+/g, ' ');

export const code = (text: string): string => (text.includes('`') ? cell(text) : `\`${text.replaceAll('|', '\\|').replace(/\s+/g, ' ')}\``);

/** A block of text as it is; the fence is longer than any run of backticks in it. */
export const fenced = (text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((m) => m[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}\n`;
};
