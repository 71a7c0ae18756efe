import type * as v from 'valibot';

type Schema = v.GenericSchema<unknown, unknown>;

/** The calls and events that two ends agree on. `app/contract` is one; the inference and training processes have their own. */
export interface Contract {
  readonly calls: Readonly<
    Record<string, { readonly kind: 'query' | 'command'; readonly input: Schema; readonly output: Schema }>
  >;
  readonly events: Readonly<Record<string, Schema>>;
}

export type CallName<C extends Contract> = keyof C['calls'] & string;
export type EventName<C extends Contract> = keyof C['events'] & string;
export type Input<C extends Contract, Name extends CallName<C>> = v.InferOutput<C['calls'][Name]['input']>;
export type Output<C extends Contract, Name extends CallName<C>> = v.InferOutput<C['calls'][Name]['output']>;
export type Payload<C extends Contract, Name extends EventName<C>> = v.InferOutput<C['events'][Name]>;

/** What a handler gets beside its input. */
export interface CallContext {
  /** Aborted when the caller cancels or its port closes. */
  readonly signal: AbortSignal;
}

/** One function a call: leaving one out, or adding an unknown one, does not compile. */
export type Handlers<C extends Contract> = {
  readonly [Name in CallName<C>]: (
    input: Input<C, Name>,
    context: CallContext,
  ) => Output<C, Name> | Promise<Output<C, Name>>;
};

/** Publishes an event to whoever listens. */
export type Emit<C extends Contract> = <Name extends EventName<C>>(name: Name, payload: Payload<C, Name>) => void;
