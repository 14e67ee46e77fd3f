import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  App,
  DataVolume,
  Environment,
  generate,
  HealthCheck,
  Image,
  SecretFile,
  Stack,
  WebApp,
  write,
} from 'compose-constructs';
import { attempt, type ComposeProject, compose, freePort, images, request, run } from './support';

/*
 * A plain Mix project, because a Phoenix one needs packages of hex.pm, which cannot be reached everywhere. For the same
 * reason the one line of the generated Dockerfile that installs hex and rebar is taken out before the build.
 */
const HEX = /^RUN mix local\.hex --force \\\n\s*&& mix local\.rebar --force\n/m;

const project = {
  'mix.exs': `
defmodule Plain.MixProject do
  use Mix.Project
  def project, do: [app: :plain, version: "0.1.0", elixir: "~> 1.18", start_permanent: Mix.env() == :prod]
  def application, do: [extra_applications: [:logger], mod: {Plain, []}]
end
`,
  'mix.lock': '%{}\n',
  'config/config.exs': 'import Config\n',
  'config/runtime.exs': 'import Config\nconfig :plain, port: String.to_integer(System.get_env("PORT", "0"))\n',
  'priv/motd.txt': 'file of the app\n',
  'lib/plain.ex': `
defmodule Plain do
  use Application

  def start(_type, _arguments), do: Supervisor.start_link([{Task, &listen/0}], strategy: :one_for_one)

  def migrate, do: IO.puts("migrated as #{System.get_env("USER_OF_TEST")}")

  defp listen do
    port = Application.fetch_env!(:plain, :port)
    {:ok, socket} = :gen_tcp.listen(port, [:binary, packet: :http_bin, active: false, reuseaddr: true])
    serve(socket)
  end

  defp serve(socket) do
    {:ok, client} = :gen_tcp.accept(socket)
    case :gen_tcp.recv(client, 0, 5_000) do
      {:ok, {:http_request, _, {:abs_path, path}, _}} -> :gen_tcp.send(client, answer(path))
      _ -> :ok
    end
    :gen_tcp.close(client)
    serve(socket)
  end

  defp answer("/health"), do: reply("200 OK", "well")
  defp answer("/moved"), do: reply("302 Found", "")
  defp answer("/secret"), do: reply("200 OK", System.get_env("SECRET_KEY_BASE", "none"))
  defp answer("/locale"), do: reply("200 OK", "#{:file.native_name_encoding()} #{Application.app_dir(:plain, "priv/motd.txt") |> File.read!()}")
  defp answer("/upload") do
    File.write!("/var/uploads/kätzchen", "x")
    reply("200 OK", Enum.join(File.ls!("/var/uploads")))
  end
  defp answer(_path), do: reply("404 Not Found", "")

  defp reply(status, body), do: "HTTP/1.1 #{status}\\r\\nContent-Length: #{byte_size(body)}\\r\\nConnection: close\\r\\n\\r\\n#{body}"
end
`,
  // none of these may be in an image
  'test/plain_test.exs': 'PLANTED',
  '.env': 'PLANTED',
  'secrets/key': 'PLANTED',
  '_build/stale': 'PLANTED',
  'deps/stale/mix.exs': 'PLANTED',
};

const name = 'phoenix-under-test';
let folder: string;
let port: number;
let stack: ComposeProject;
let dockerfile: string;

beforeAll(async () => {
  await images('elixir:1.18-slim', 'debian:trixie-slim');
  port = await freePort();
  folder = mkdtempSync(join(tmpdir(), 'phoenix-'));
  for (const [file, content] of Object.entries(project)) {
    mkdirSync(dirname(join(folder, 'plain', file)), { recursive: true });
    writeFileSync(join(folder, 'plain', file), content);
  }
  const app = new App({ root: folder });
  const scope = new Stack(app, name, { environment: Environment.development() });
  const web = new WebApp(scope, 'web', {
    image: Image.phoenix({ source: './plain', app: 'plain', assets: false, packages: ['file'] }),
    port: 4000,
    environment: { USER_OF_TEST: 'nobody' },
    healthCheck: HealthCheck.http('/health'),
    migrate: { command: ['/app/bin/plain', 'eval', 'Plain.migrate()'] },
    publish: { port },
    memory: '256m',
  });
  web.mount(new DataVolume(scope, 'uploads'), { at: '/var/uploads' });
  web.readSecret(new SecretFile(scope, 'key'), { variable: 'SECRET_KEY_BASE' });
  const generation = generate(app);
  expect(generation.diagnostics).toEqual([]);
  write(generation);
  const file = join(folder, 'synth.out', name, 'web/Dockerfile');
  dockerfile = readFileSync(file, 'utf8');
  expect(dockerfile).toMatch(HEX);
  writeFileSync(file, dockerfile.replace(HEX, ''));
  stack = compose(join(folder, 'synth.out', name));
  await stack.up('--build');
});

afterAll(async () => {
  await stack?.remove();
  await attempt('docker', ['image', 'rm', '--force', `${name}-web:development`]);
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const get = async (path: string): Promise<string> => (await request(port, path)).text;

describe('the Dockerfile of a Phoenix app, as it is generated', () => {
  it.each([
    ['with assets', {}],
    ['without', { assets: false, packages: [] }],
  ] as const)('is without a warning of BuildKit: %s', async (_, props) => {
    const image = Image.phoenix({ source: 'kitteh', app: 'kitteh', packages: ['imagemagick'], ...props });
    const text = image.dockerfile(['/var/uploads'], folder);
    const { stdout } = await run('docker', ['buildx', 'build', '--check', '--file', '-', join(folder, 'plain')], {
      input: text,
    });
    expect(stdout).toContain('Check complete, no warnings found.');
  });
});

describe('a release that was built with it', () => {
  it('runs as WebApp runs it: without root, capabilities and a writable root', async () => {
    const [container] = await stack.inspect('web');
    expect(container).toMatchObject({
      Config: { User: '1000:1000' },
      HostConfig: { ReadonlyRootfs: true, CapDrop: ['ALL'], SecurityOpt: ['no-new-privileges:true'] },
    });
    expect(await get('/health')).toBe('well');
  });

  it('is healthy by a check that needs nothing but bash, which also tells when it is not', async () => {
    expect((await stack.inspect('web'))[0]?.State.Health?.Status).toBe('healthy');
    const ask = async (path: string, askedPort = 4000) => {
      const probe = Image.phoenix({ source: '', app: 'plain' }).probe?.(askedPort, path, 'localhost') ?? [];
      return (await stack.exec('web', probe)).code;
    };
    expect(await ask('/health')).toBe(0);
    expect(await ask('/moved')).toBe(0);
    expect(await ask('/nothing')).not.toBe(0);
    expect(await ask('/health', 4001)).not.toBe(0);
    expect(await ask("/x'; exit 0; '")).not.toBe(0);
  });

  it('has its secret from the file, and writes to its volume', async () => {
    const secret = readFileSync(join(folder, 'secrets', name, 'key'), 'utf8');
    expect(await get('/secret')).toBe(secret);
    const [container] = await stack.inspect('web');
    expect(JSON.stringify(container)).not.toContain(secret);
    expect(await get('/upload')).toBe('kätzchen');
  });

  it('speaks UTF-8 and finds the files of its app', async () => {
    expect(await get('/locale')).toBe('utf8 file of the app\n');
  });

  it('migrates with `eval` before the app starts, once', async () => {
    expect(await stack.logs('web-migrate')).toContain('migrated as nobody');
    expect((await stack.inspect('web-migrate'))[0]?.State).toMatchObject({ Status: 'exited', ExitCode: 0 });
  });

  it('stops when it is asked to', async () => {
    await stack.compose(['stop', '--timeout', '10', 'web']);
    const state = (await stack.inspect('web'))[0]?.State;
    // 137 is what a process that was killed after the ten seconds leaves
    expect([state?.Status, state?.ExitCode === 137]).toEqual(['exited', false]);
  });
});

describe('its image', () => {
  const inside = async (script: string): Promise<string> => {
    const options = [
      'run',
      '--rm',
      '--network',
      'none',
      '--user',
      '0',
      '--entrypoint',
      'bash',
      `${name}-web:development`,
    ];
    return (await run('docker', [...options, '-c', script])).stdout.trim();
  };

  it('has no source of the app and no program that builds one', async () => {
    expect(
      await inside("find / -xdev -type f \\( -name '*.ex' -o -name '*.exs' -o -name 'mix.lock' -o -name '*.erl' \\)"),
    ).toMatch(
      // settings that are read when it starts
      /^\/app\/releases\/0\.1\.0\/runtime\.exs$/,
    );
    const programs = ['mix', 'elixir', 'iex', 'erlc', 'gcc', 'cc', 'make', 'git', 'curl', 'wget', 'rebar3'];
    expect(await inside(`for program in ${programs.join(' ')}; do command -v "$program"; done; true`)).toBe('');
    expect(await inside('command -v file')).toBe('/usr/bin/file');
  });

  it('has nothing in it that was to stay outside of the build', async () => {
    expect(await inside('grep --recursive --files-with-matches PLANTED /app /var /home || true')).toBe('');
  });

  it('belongs to root, so that the app cannot change itself', async () => {
    expect(await inside('find /app ! -user root -o -perm /022 ! -type l')).toBe('');
    expect(await inside('stat -c "%u:%g" /var/uploads')).toBe('1000:1000');
    expect(await inside('find /var/lib/apt -path "*lists/*" -type f')).toBe('');
  });
});
