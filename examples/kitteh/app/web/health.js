// @ts-check

/**
 * Whether this process can do its work: the database answers and the upload folder can be written. The reasons go to
 * the log only: the answer is public.
 *
 * @param {Record<string, () => Promise<void>>} checks
 */
async function health(checks) {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      try {
        await check();
        return [name, 'ok'];
      } catch (error) {
        console.error(`health: ${name}:`, error instanceof Error ? error.message : error);
        return [name, 'failing'];
      }
    }),
  );
  const healthy = results.every(([, state]) => state === 'ok');
  return { status: healthy ? 200 : 503, body: { status: healthy ? 'ok' : 'failing', ...Object.fromEntries(results) } };
}

module.exports = { health };
