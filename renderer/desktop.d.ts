/** What the preload script gives the page in the desktop application; absent in a browser. */
interface CaliperDesktop {
  /** Shows the system's dialog; absolute paths, empty when cancelled. */
  chooseFiles(): Promise<string[]>;
  chooseFolder(): Promise<string[]>;
  /** Absolute path of a file that was dropped or picked. */
  pathOf(file: File): string;
}

interface Window {
  readonly caliper?: CaliperDesktop;
}
