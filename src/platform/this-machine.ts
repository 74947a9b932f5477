/** Whether the host of an address is this machine itself: what is said to it passes no network. */
export const isThisMachine = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i.test(host)
