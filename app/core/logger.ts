/** The part of a pino logger that the core uses. Patients' names and file contents are never logged. */
export interface Logger {
  error(details: object, message: string): void;
  warn(details: object, message: string): void;
  info(details: object, message: string): void;
}

/** A logger that says nothing, for tests. */
export const silentLogger: Logger = { error: () => undefined, warn: () => undefined, info: () => undefined };
