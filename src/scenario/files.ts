/** The door's side of reading: the scenario room asks for texts and traces by path, and never touches a file system itself. */

export interface Files {
  /** The whole text of a scenario file. Throws an Error with a plain sentence when it cannot be read. */
  text(path: string): string;
  /** The bytes of a trace in order, already decompressed when the file is gzip. */
  bytes(path: string): Iterable<Uint8Array>;
}
