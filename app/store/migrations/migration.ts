/** One forward step of the schema. Released migrations never change: their checksum is stored in every database. */
export interface Migration {
  /** 1, 2, 3, ... without gaps. */
  readonly number: number;
  readonly name: string;
  /** Statements, run in one transaction with the others that are pending. */
  readonly sql: string;
}
