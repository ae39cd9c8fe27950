export const design = { name: 'x y' };
