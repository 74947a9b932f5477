import { networkInterfaces } from 'node:os'

/** An address of this machine that is not the loopback: it stands for another machine. */
export const neighbour = Object.values(networkInterfaces())
  .flatMap((all) => all ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address
