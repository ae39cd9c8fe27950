/** Text inside a Mermaid diagram: what Mermaid would read as syntax is written as an entity. */
export const mermaidText = (text: string): string =>
  text.replace(/[#;<>"{}%]/g, (c) => `#${c.charCodeAt(0)};`).replace(/\s*\n\s*/g, ' ');
