/** Aligned columns of plain text, for reports and lists alike. A heading that starts with ">" makes its column flush right. */

/** `paint` may colour a cell; it is called after the widths are settled, so that escapes do not shift anything. */
export const columns = (
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  paint: (row: number, column: number, cell: string) => string = (_r, _c, cell) => cell,
): string => {
  const right = heading.map((h) => h.startsWith('>'));
  const names = heading.map((h, i) => (right[i] ? h.slice(1) : h));
  const width = names.map((h, i) => Math.max(h.length, ...rows.map((r) => (r[i] ?? '').length)));
  const line = (cells: readonly string[], row: number): string => {
    const padded = cells.map((cell, i) => {
      const text = right[i] ? cell.padStart(width[i]!) : cell.padEnd(width[i]!);
      return row < 0 || cell === '' ? text : text.replace(cell, () => paint(row, i, cell));
    });
    return `  ${padded.join('  ')}`.trimEnd() + '\n';
  };
  return line(names, -1) + rows.map((r, i) => line(r, i)).join('');
};
