/** The recorded proofs of rfc-v5 against its recorded enumeration: what is violated is confirmed, by traces that are behaviours. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { follow } from '../../checker/ir/follow.ts';
import { shownPart } from '../../checker/ir/violation.ts';
import { isProvable } from '../../checker/prove/obligations.ts';
import { design } from '../../designs/rfc-v5.ts';
import { MAIN, proofs, violatedIn } from '../docs/proofs.ts';

const records = proofs().filter((r) => r.design === design.name);
const violated = new Set(records.flatMap((r) => r.proof.properties.flatMap((p) => (p.verdict === 'violated' ? [p.id] : []))));

describe('recorded proofs of rfc-v5', () => {
  for (const c of design.configurations)
    if (c.family)
      it(`confirm each safety property that ${c.id} violates`, () => {
        const safety = new Set(c.system().properties.flatMap((p) => (isProvable(p) ? [p.id] : [])));
        assert.deepEqual(violatedIn(design.name, c.id).filter((id) => safety.has(id) && !violated.has(id)), []);
      });
  it(`prove nothing that an enumeration of ${MAIN} violates`, () => {
    const proved = records.find((r) => r.configuration === MAIN)!.proof.properties.filter((p) => p.verdict === 'proved').map((p) => p.id);
    assert.deepEqual(proved.filter((id) => violatedIn(design.name, MAIN).includes(id)), []);
    // More slots of the same, with fewer commands: a part of the same family.
    assert.deepEqual(proved.filter((id) => violatedIn(design.name, 'boot+hot+hot-documented').includes(id)), []);
  });
  for (const { configuration, proof } of records)
    for (const size of new Set(proof.properties.flatMap((p) => p.concrete?.size ?? [])))
      it(`each trace of ${configuration} is a behaviour of ${size} slots, and violates its property`, () => {
        const ids = new Map(proof.properties.flatMap((p) => (p.concrete?.size === size ? [[p.id, p.concrete.actions] as const] : [])));
        const system = design.configurations.find((c) => c.id === configuration)!.family!.system(size);
        const ir = compose({ ...system, properties: system.properties.filter((p) => ids.has(p.id)) });
        const at = new Map(ir.actions.map((a, k) => [a.label, k]));
        for (const p of ir.properties) {
          const actions = ids.get(p.id)!.map((label) => at.get(label)!);
          const { states, refusal } = follow(ir, actions);
          assert.equal(refusal, undefined, p.id);
          assert.notEqual(shownPart(ir, p, { states, actions }), undefined, p.id);
        }
      }).timeout(60_000);
});
