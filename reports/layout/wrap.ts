/** Plain text within a width. */

/** A space at which nothing is broken; it comes out as a plain one. */
export const NO_BREAK = '\u00a0';

/** Break at spaces into lines of at most `width` characters, the later ones indented; a longer word is broken. */
export const wrap = (text: string, width: number, indent = ''): string[] => {
  const lines: string[] = [];
  let line = '';
  const room = (): number => width - (lines.length ? indent.length : 0);
  const put = (): void => {
    lines.push((lines.length ? indent : '') + line.replaceAll(NO_BREAK, ' '));
    line = '';
  };
  for (let word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room()) put();
    while (word.length > room()) {
      line = word.slice(0, room());
      word = word.slice(line.length);
      put();
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '' || lines.length === 0) put();
  return lines;
};
