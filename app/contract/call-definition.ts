import type * as v from 'valibot';

type Schema = v.GenericSchema<unknown, unknown>;

/** What a call is: `query` reads and may be repeated; `command` changes, in one transaction, and is undoable where it can be. */
export interface CallDefinition<Input extends Schema = Schema, Output extends Schema = Schema> {
  readonly kind: 'query' | 'command';
  readonly input: Input;
  readonly output: Output;
}

export function query<Input extends Schema, Output extends Schema>(input: Input, output: Output) {
  return { kind: 'query', input, output } as const satisfies CallDefinition<Input, Output>;
}

export function command<Input extends Schema, Output extends Schema>(input: Input, output: Output) {
  return { kind: 'command', input, output } as const satisfies CallDefinition<Input, Output>;
}
