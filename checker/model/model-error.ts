/** A defect of a specification or of its input, with a stable code and what to do about it. */
export class ModelError extends Error {
  readonly code: string;
  /** What the author should do. */
  readonly fix: string;
  /** File, machine, state, action: whatever locates it. */
  readonly where: Readonly<Record<string, string>>;

  constructor(code: string, message: string, options: { fix: string; where?: Readonly<Record<string, string>> }) {
    const where = options.where ?? {};
    const place = Object.entries(where).map(([k, v]) => `${k} ${v}`).join(', ');
    super(`${code}: ${message}${place ? ` (${place})` : ''}. ${options.fix}`);
    this.name = 'ModelError';
    this.code = code;
    this.fix = options.fix;
    this.where = where;
  }
}

/** By name and not by class: under tsx a module that is required and imported exists twice. */
export const isModelError = (e: unknown): e is ModelError => e instanceof Error && e.name === 'ModelError';
