/** Makes what runs, in `build/`. */
export function buildAll(): Promise<void>
