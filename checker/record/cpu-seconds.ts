/** CPU seconds, user and system, that this process has used so far. What something took is the difference of two. */
export const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
