import * as v from 'valibot';

import { CaliperError } from '../../app/contract/errors.ts';
import type { Handlers } from '../../app/rpc/contract.ts';

/** A small contract of its own, so that the protocol is tested without the product. */
export const sumContract = {
  calls: {
    'numbers.sum': {
      kind: 'query',
      input: v.object({ values: v.instance(Float64Array) }),
      output: v.object({ sum: v.number() }),
    },
    'numbers.scale': {
      kind: 'command',
      input: v.object({ values: v.instance(Int16Array), factor: v.number() }),
      output: v.object({ values: v.instance(Int16Array) }),
    },
    'numbers.refuse': { kind: 'query', input: v.object({}), output: v.object({}) },
    'numbers.break': { kind: 'query', input: v.object({}), output: v.object({}) },
    'numbers.wait': { kind: 'query', input: v.object({}), output: v.object({}) },
  },
  events: { counted: v.object({ count: v.number() }) },
} as const;

/** Handlers of the contract; `waiting` tells how many waits were begun and aborted. */
export function sumHandlers(waiting = { begun: 0, aborted: 0 }): Handlers<typeof sumContract> {
  return {
    'numbers.sum': ({ values }) => ({ sum: values.reduce((sum, value) => sum + value, 0) }),
    'numbers.scale': ({ values, factor }) => ({ values: values.map((value) => value * factor) }),
    'numbers.refuse': () => {
      throw new CaliperError('not-found', 'There is no such number.');
    },
    'numbers.break': () => {
      throw new TypeError('secret detail');
    },
    'numbers.wait': (_input, { signal }) => {
      waiting.begun++;
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          waiting.aborted++;
          reject(new Error('aborted'));
        });
      });
    },
  };
}
