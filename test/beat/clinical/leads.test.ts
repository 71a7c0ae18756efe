import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { candidateLeads, orderLeads, preferenceOf } from '../../../app/beat/clinical/leads.ts';
import { recordingOf } from '../../support/synthetic-recording.ts';

function named(names: readonly string[]) {
  const recording = recordingOf(names.map(() => new Int32Array(10)));
  return { ...recording, leads: recording.leads.map((lead, index) => ({ ...lead, name: names[index]! })) };
}

describe('candidateLeads', () => {
  it('knows lead II by the names that files give it', () => {
    for (const name of ['II', 'ii', 'MLII', 'Lead II', 'ECG II', 'ML2']) expect(preferenceOf(name)).toBe(0);
  });

  it('takes lead II before V1 and V5 of twelve leads', () => {
    const twelve = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];
    expect(candidateLeads(named(twelve)).map((index) => twelve[index])).toEqual(['II', 'V1', 'V2']);
  });

  it('keeps to the order of the file where names say nothing', () => {
    expect(candidateLeads(named(['ECG1', 'ECG2']))).toEqual([0, 1]);
  });
});

describe('orderLeads', () => {
  it('leaves out a lead that carries no beats, whatever its name', () => {
    const [first, ...others] = orderLeads([
      { preference: 0, amplitude: 0.001 },
      { preference: 6, amplitude: 0.8 },
    ]);
    expect(first).toEqual({ preference: 6, amplitude: 0.8 });
    expect(others).toEqual([]);
  });

  it('does not mind in which order the leads come', () => {
    const lead = fc.record({ preference: fc.nat(6), amplitude: fc.double({ min: 0, max: 5, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(lead, { maxLength: 3 }), (leads) => {
        expect(orderLeads(leads.toReversed())).toEqual(orderLeads(leads));
      }),
    );
  });
});
