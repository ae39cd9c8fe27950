/**
 * QEMU's AML methods, register access by register access, under the mutex CPLK: CSCN (scan), CSTA (`_STA`), CEJ0 (`_EJ0`),
 * COST (`_OST`). One method runs at a time; each starts by writing the selector, so none depends on what another left there.
 * Each access is the action of the register block (machines/registers.ts), made by any CPU that executes the kernel.
 *
 * The loop's variables: uid is in the state's name, the list of new CPUs is the component `scanned`. Left out: the limit of
 * 255 new CPUs a pass.
 */
import { and, at, exists, forall, implies, lt, not, or, ref, type Expr } from '../../checker/model/expression.ts';
import { choose, each, send, type Action, type Component, type Effect, type Join } from '../../checker/model/system.ts';
import { slotParam } from '../executor.ts';
import { flat, range, region } from '../region.ts';
import { inKernel, kernelRuns } from './context.ts';
import type { LinuxOptions } from './options.ts';
import { kernelAt, kernelUp, rescans } from './phase.ts';
import { staAbsent } from './sta.ts';

const me = ref('aml');
const is = (...states: string[]): Expr => at('aml', [], ...states);
const own = { component: 'aml', index: [], process: 'linux', params: [slotParam] } as const;
const SOURCE = 'hw/acpi/cpu.c:384-775 (build_cpus_aml)';
const callable = { free: is('free'), kernelRuns };

/** Progress of the method that holds CPLK, for n slots; `values`: classes of an `_OST` status. */
const machine = (n: number, passive: boolean) => {
  const cpu = (...steps: string[]) => steps.flatMap((s) => range(n).map((i) => `${s}-${i}`));
  const ost = passive ? ['ostSel', 'ostCmd1', 'ostEv', 'ostCmd2', 'ostSt'].flatMap((s) => ['zero', 'other'].flatMap((v) => range(n).map((i) => `${s}-${i}-${v}`))) : [];
  const states = ['free', 'scanNew', ...cpu('scanSel', 'scanCmd', 'scanData', 'scanTake', 'scanIns', 'scanRmv', 'scanNtf', 'scanClr', 'newSel', 'newClr', 'staSel', 'staPres', 'staEn', 'readSel', 'readPres', 'readEn', 'ej0Sel', 'ej0Wr', 'ej0Wait'), ...ost];
  const per = (from: string, to: (i: number) => string) => Object.fromEntries(range(n).map((i) => [`${from}-${i}`, to(i)]));
  const perOst = (from: string, to: string) => (passive ? Object.fromEntries(ost.filter((s) => s.startsWith(`${from}-`)).map((s) => [s, to === 'free' ? to : s.replace(from, to)])) : {});
  const nextUid = (s: number) => (s + 1 < n ? `scanSel-${s + 1}` : 'scanNew');
  return flat(
    'aml',
    region('free', states, {
      'call CSCN': { free: 'scanSel-0' },
      ...Object.fromEntries(range(n).map((i) => [`call CSTA ${i}`, { free: `staSel-${i}` }])),
      ...Object.fromEntries(range(n).map((i) => [`call status ${i}`, { free: `readSel-${i}` }])),
      ...Object.fromEntries(range(n).map((i) => [`call CEJ0 ${i}`, { free: `ej0Sel-${i}` }])),
      ...(passive ? Object.fromEntries(range(n).flatMap((i) => ['zero', 'other'].map((v) => [`call COST ${i} ${v}`, { free: `ostSel-${i}-${v}` }]))) : {}),
      'write selector': { ...per('scanSel', (i) => `scanCmd-${i}`), ...per('newSel', (i) => `newClr-${i}`), ...per('staSel', (i) => `staPres-${i}`), ...per('readSel', (i) => `readPres-${i}`), ...per('ej0Sel', (i) => `ej0Wr-${i}`), ...perOst('ostSel', 'ostCmd1') },
      'write command 0': per('scanCmd', (i) => `scanData-${i}`),
      // DATA below uid: the search went round. Otherwise the second read gives the new uid.
      ...Object.fromEntries(range(n).map((s) => [`read data ${s}`, { ...per('scanData', (u) => (s < u ? 'scanNew' : `scanTake-${u}`)), ...per('scanTake', () => `scanIns-${s}`) }])),
      'read inserting': per('scanIns', nextUid),
      'read removing': per('scanRmv', (i) => `scanNtf-${i}`),
      'read other': { ...per('scanIns', (i) => `scanRmv-${i}`), ...per('scanRmv', () => 'scanNew'), ...per('staPres', (i) => `staEn-${i}`), ...per('readPres', (i) => `readEn-${i}`) },
      'notify eject request': per('scanNtf', (i) => `scanClr-${i}`),
      clear: { ...per('scanClr', nextUid), ...per('newClr', () => 'scanNew') },
      ...Object.fromEntries(range(n).map((i) => [`notify device check ${i}`, { scanNew: `newSel-${i}` }])),
      eject: per('ej0Wr', (i) => `ej0Wait-${i}`),
      ...(passive ? { 'write command': { ...perOst('ostCmd1', 'ostEv'), ...perOst('ostCmd2', 'ostSt') }, 'write event': perOst('ostEv', 'ostCmd2') } : {}),
      return: { scanNew: 'free', ...per('staPres', () => 'free'), ...per('staEn', () => 'free'), ...per('readPres', () => 'free'), ...per('readEn', () => 'free'), ...per('ej0Wr', () => 'free'), ...per('ej0Wait', () => 'free'), ...perOst('ostSt', 'free') },
      forget: 'free',
    }),
  );
};

const inScan = (s: string) => at('scanned', [s], 'yes');
const calls = (passive: boolean, status: boolean): Action[] => [
  { ...own, params: [], event: 'CSCN', when: { ...callable, thread: at('gedThread', [], 'scan'), up: kernelUp }, effects: [send(me, 'call CSCN')], fn: 'CSCN', source: SOURCE },
  { ...own, event: 'CSTA', when: { ...callable, wanted: or(kernelAt('i', 'scan', 'check', 'verify', 'post'), rescans('i')) }, effects: [send(me, 'call CSTA {i}')], fn: 'CSTA', source: SOURCE },
  ...(status ? [{ ...own, event: 'status', when: { ...callable, booted: or(kernelUp, exists('s', 'slot', kernelAt('s', 'scan'))) }, effects: [send(me, 'call status {i}')], fn: 'CSTA', source: 'drivers/acpi/device_sysfs.c status_show; drivers/acpi/scan.c acpi_bus_get_status, wherever no decision depends on it' }] : []),
  { ...own, event: 'CEJ0', when: { ...callable, wanted: kernelAt('i', 'eject') }, effects: [send(me, 'call CEJ0 {i}')], fn: 'CEJ0', source: SOURCE },
  ...(passive
    ? [
        { ...own, event: 'COST_success', when: { ...callable, wanted: kernelAt('i', 'ostSuccess') }, effects: [send(me, 'call COST {i} zero')], fn: 'COST', source: SOURCE },
        { ...own, event: 'COST_failure', when: { ...callable, wanted: kernelAt('i', 'ostFailure', 'ostProgress') }, effects: [send(me, 'call COST {i} other')], fn: 'COST', source: SOURCE },
      ]
    : []),
];
/** Calls of `_STA`; the others need an event first, and none is ever raised where hot-plug is gated off. */
const OF_STA = ['CSTA', 'status'];
const steps: Action[] = [
  { ...own, event: 'Notify_eject_request', when: { step: is('scanNtf-{i}'), kernelRuns }, effects: [send(me, 'notify eject request'), send(ref('notified', ['i']), 'queue eject request')], fn: 'CSCN: Notify(cpu, 3)', source: `${SOURCE}; drivers/acpi/osl.c acpi_hotplug_schedule` },
  {
    ...own,
    event: 'Notify_device_check',
    when: { step: is('scanNew'), first: and(inScan('i'), forall('s', 'slot', implies(lt('s', 'i'), not(inScan('s'))))), kernelRuns },
    effects: [send(me, 'notify device check {i}'), send(ref('notified', ['i']), 'queue device check')],
    fn: 'CSCN: Notify(cpu, 1)',
    source: `${SOURCE}; drivers/acpi/osl.c acpi_hotplug_schedule`,
  },
  { ...own, params: [], event: 'CSCN_return', when: { step: is('scanNew'), none: forall('s', 'slot', not(inScan('s'))), kernelRuns }, effects: [send(me, 'return')], fn: 'CSCN', source: SOURCE },
];

const kernel = inKernel('k', 'a');
/** A register access by whatever CPU executes the kernel, where the method is at one of these states. */
const access = (action: string, states: readonly string[], effect: Effect): Join => ({ action: `vcpu.${action}`, when: { kernel, aml: is(...states) }, effects: [effect] });

/**
 * The methods for n slots. `passive`: `_OST` is modelled; the options: who else uses the block. Where hot-plug is gated off the CPU
 * devices have no methods, and nobody touches the register block (hw/arm/virt-acpi-build.c:859-870).
 */
export const aml = (n: number, passive: boolean, { status = false, firmwareMarks = false }: Pick<LinuxOptions, 'status' | 'firmwareMarks'>, hotplug = true): Component => {
  const all = (...names: string[]) => names.flatMap((s) => range(n).map((i) => `${s}-${i}`));
  const ost = (step: string, i = '{i}') => ['zero', 'other'].map((v) => `${step}-${i}-${v}`);
  return {
    name: 'aml',
    doc: 'the AML method of QEMU that holds CPLK, and its next register access',
    source: SOURCE,
    index: [],
    machine: () => machine(n, passive),
    file: import.meta.url,
    actions: [...calls(passive, status).filter((a) => hotplug || !OF_STA.includes(a.event)), ...steps],
    joins: [
      access('write_selector', [...['scanSel', 'newSel', 'staSel', 'readSel', 'ej0Sel'].map((s) => `${s}-{i}`), ...(passive ? ost('ostSel') : [])], send(me, 'write selector')),
      access('next_event', all('scanCmd'), send(me, 'write command 0')),
      access('next_event_none', all('scanCmd'), send(me, 'write command 0')),
      access('read_data', all('scanData', 'scanTake'), choose(me, ...range(n).map((s) => ({ when: at('registers', [], `selector.s${s}`), event: `read data ${s}` })))),
      access(
        'read_flags',
        all('scanIns', 'scanRmv', 'staPres', 'staEn', 'readPres', 'readEn'),
        choose(
          me,
          { when: exists('s', 'slot', and(is('scanIns-{s}'), at('inserting', ['s'], 'yes'))), event: 'read inserting' },
          { when: exists('s', 'slot', and(is('scanRmv-{s}'), at('removing', ['s'], 'yes'))), event: 'read removing' },
          { when: or(is(...all('staEn', 'readEn')), exists('s', 'slot', or(staAbsent('s'), and(is('readPres-{s}'), at('acpi', ['s'], 'present.no'))))), event: 'return' },
          { event: 'read other' },
        ),
      ),
      access('clear_removing', ['scanClr-{i}'], send(me, 'clear')),
      access('clear_inserting', ['newClr-{i}'], send(me, 'clear')),
      ...(firmwareMarks ? [{ action: 'vcpu.fw_remove', when: { kernel, free: is('free') } }] : []),
      access('eject', ['ej0Wr-{i}'], send(me, 'eject')),
      access('eject_self', ['ej0Wr-{k}'], send(me, 'eject')),
      access('eject_invalid', ['ej0Wr-{i}'], send(me, 'return')),
      // The store of CEJ0 is done when the write to the register returns: when the ejected CPU's thread has been joined.
      { action: 'vcpu.join', effects: [choose(me, { when: is('ej0Wait-{i}'), event: 'return' })] },
      ...(passive
        ? [
            access('write_command', range(n).flatMap((i) => ost('ostCmd{c}', String(i))), send(me, 'write command')),
            access('write_ost_event', ost('ostEv'), send(me, 'write event')),
            access('write_ost_status', ['ostSt-{i}-{v}'], send(me, 'return')),
          ]
        : []),
    ],
  };
};
/** CPLK is the kernel's: a new kernel starts without it. */
export const amlReset: Effect = send(me, 'forget');

/** The list NEW of CSCN: CPUs whose insert flag was seen in this scan. */
export const scanned: Component = {
  name: 'scanned',
  doc: 'the list of new CPUs that CSCN collects before it notifies them',
  source: 'hw/acpi/cpu.c:560-640 (CNEW)',
  index: ['slot'],
  machine: () => flat('scanned', region('no', ['no', 'yes'], { collect: 'yes', take: 'no', forget: 'no' })),
  file: import.meta.url,
  joins: [
    { action: 'vcpu.read_flags', effects: [each('s', 'slot', choose(ref('scanned', ['s']), { when: and(is('scanIns-{s}'), at('inserting', ['s'], 'yes')), event: 'collect' }))] },
    { action: 'aml.Notify_device_check', effects: [send(ref('scanned', ['i']), 'take')] },
  ],
};
export const scannedReset: Effect = each('s', 'slot', send(ref('scanned', ['s']), 'forget'));
