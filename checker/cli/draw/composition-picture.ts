/** Who acts on whom: an edge from the component that an action is named after to every other one it sends an event to. */
import { declared } from '../../compile/expand-action.ts';
import type { Design } from '../../model/design.ts';
import { actionName } from '../../model/system.ts';
import type { CompositionPicture } from '../../record/picture.ts';

/** `vcpu[{k}]` and `vcpu[0]` are one kind of process. */
const processFamily = (process: string): string => process.replace(/\[.*\]/, '');

/** The composition of all the design's configurations: what some of them lack is drawn too. */
export const compositionPicture = (design: Design): CompositionPicture => {
  const components = new Map<string, CompositionPicture['components'][number]>();
  const edges = new Map<string, CompositionPicture['edges'][number]>();
  for (const configuration of design.configurations) {
    const system = configuration.system();
    for (const c of system.components)
      if (!components.has(c.name)) components.set(c.name, { name: c.name, index: [...c.index], observer: c.observer === true, doc: c.doc });
    for (const { action, joins } of declared(system)) {
      const process = processFamily(action.process);
      for (const effect of [...action.effects, ...joins.flatMap((j) => j.effects ?? [])]) {
        const to = effect.to.component;
        if (to === action.component) continue;
        const key = `${action.component} ${to} ${process}`;
        const edge = edges.get(key) ?? { from: action.component, to, process, actions: [] };
        if (!edge.actions.includes(actionName(action))) edge.actions.push(actionName(action));
        edges.set(key, edge);
      }
    }
  }
  return { picture: 'composition', name: design.name, title: design.title, components: [...components.values()], edges: [...edges.values()] };
};
