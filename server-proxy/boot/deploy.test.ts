import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { SETTINGS } from '../env-shapes.ts'
import { VERSION } from '../version.ts'

const folder = mkdtempSync(join(tmpdir(), 'deploy-'))
afterAll(() => rmSync(folder, { recursive: true }))

const read = (path: string) => readFileSync(join('deploy', path), 'utf8')
const has = (program: string) => spawnSync('which', [program]).status === 0

type Compose = {
  services: Record<string, { image?: string; volumes?: string[]; ports?: string[]; env_file?: string }>
  volumes: object
  secrets: object
}

test('compose.yaml has the three services, only declared volumes, and this version', () => {
  const { services, volumes } = parse(read('compose.yaml')) as Compose
  expect(Object.keys(services)).toEqual(['portal', 'database', 'proxy'])
  expect(services['portal']?.image).toBe(`portal:${VERSION}`)
  for (const mount of Object.values(services).flatMap((service) => service.volumes ?? [])) {
    const [from = ''] = mount.split(':')
    if (!from.startsWith('.')) expect(Object.keys(volumes)).toContain(from)
    else if (!from.startsWith('./tls/')) expect(() => read(from)).not.toThrow()
  }
  // Only the proxy is reachable from outside.
  expect(Object.entries(services).filter(([, { ports }]) => ports)).toHaveLength(1)
})

test('the image has no second Node, no development packages, and a check on the configured port', () => {
  const text = readFileSync('Dockerfile', 'utf8')
  const last = text.slice(text.lastIndexOf('\nFROM '))
  expect(text).toContain('npm ci --omit=dev')
  expect(text).toMatch(/rm -rf node_modules\/node-linux-\*/)
  expect(last).not.toMatch(/RUN npm/)
  expect(last).toMatch(/HEALTHCHECK .*\/dev\/tcp\/127\.0\.0\.1\/\$PORT/)
})

test('units restart unless the fault lasts, and set only settings that exist', () => {
  expect(read('systemd/portal@.service')).toContain('RestartPreventExitStatus=78')
  for (const path of globSync('deploy/systemd/*'))
    for (const [, pairs = ''] of readFileSync(path, 'utf8').matchAll(/^Environment=(.*)$/gm))
      for (const pair of pairs.split(' ')) {
        const name = pair.split('=')[0] ?? ''
        if (!name.startsWith('BACKUP_')) expect(Object.keys(SETTINGS)).toContain(name)
      }
})

test.runIf(has('systemd-analyze'))('systemd accepts the units', () => {
  // The programs and users of an installed portal are not here; everything else is verified.
  const paths = globSync('deploy/systemd/*').map((path) => {
    const copy = join(folder, path.split('/').at(-1) ?? '')
    writeFileSync(copy, readFileSync(path, 'utf8').replaceAll(/^ExecStart=\S+/gm, 'ExecStart=/bin/true'))
    return copy
  })
  const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', ...paths], { encoding: 'utf8' })
  const complaints = `${stdout}${stderr}`.split('\n').filter((line) => line.includes(folder))
  expect(complaints).toEqual([])
})

test.runIf(has('nginx') && has('openssl'))('nginx accepts its configuration', () => {
  const certificate = join(folder, 'portal.pem')
  const key = join(folder, 'portal.key')
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      '/CN=x',
      '-keyout',
      key,
      '-out',
      certificate,
    ],
    { stdio: 'ignore' },
  )
  mkdirSync(join(folder, 'logs'))
  copyFileSync('deploy/nginx/upstream.conf', join(folder, 'upstream.conf'))
  const site = read('nginx/portal.conf')
    .replaceAll('/etc/ssl/portal.pem', certificate)
    .replaceAll('/etc/ssl/portal.key', key)
    .replaceAll('/etc/nginx/portal-upstream.conf', join(folder, 'upstream.conf'))
    .replaceAll('/var/log/nginx/', `${folder}/logs/`)
  writeFileSync(join(folder, 'nginx.conf'), `pid ${folder}/pid;\nevents {}\nhttp {\n${site}\n}\n`)
  const { status, stderr } = spawnSync('nginx', ['-t', '-p', folder, '-c', join(folder, 'nginx.conf')], {
    encoding: 'utf8',
  })
  expect(status, stderr).toBe(0)
})

test('nginx never turns an answer of 503 into a try elsewhere, and does not buffer events', () => {
  const site = read('nginx/portal.conf')
  for (const [line] of site.matchAll(/proxy_next_upstream [^;]*;/g)) expect(line).not.toContain('503')
  expect(site).toMatch(/location = \/api\/events \{[^}]*proxy_buffering off/)
  const opened = site.replaceAll(/"[^"]*"|'[^']*'|#.*/g, '')
  expect(opened.split('{')).toHaveLength(opened.split('}').length)
})

test('the scripts are valid', () => {
  for (const path of globSync('deploy/*.sh')) expect(spawnSync('bash', ['-n', path]).status, path).toBe(0)
})

test('the drill says that there is no backup', () => {
  const env = { PATH: process.env['PATH'] ?? '', BACKUP_DIR: join(folder, 'none') }
  mkdirSync(env.BACKUP_DIR)
  const { status, stderr } = spawnSync('bash', ['deploy/restore-drill.sh'], { encoding: 'utf8', env })
  expect(status).toBe(1)
  expect(stderr).toBe(`there is no backup portal-*.gz in ${env.BACKUP_DIR}\n`)
})

test('commands find what the services use: their folder and the port of their sandbox are in the settings file', () => {
  const [, file = ''] =
    /\/etc\/portal\.env <<END\n([^]*?)\nEND/.exec(readFileSync('docs/operations.md', 'utf8')) ?? []
  const settings = parseEnv(file)
  for (const path of globSync('deploy/systemd/*.service'))
    expect(readFileSync(path, 'utf8')).toContain(`DATA_DIR=${settings['DATA_DIR']}`)
  // Its default follows PORT, which only the services know.
  expect(settings['AGB_GATEWAY']).toBe('sandbox')
  expect(settings['SANDBOX_PORT']).toBeTruthy()
})

test('the portal runs by whichever Node is in the path', () => {
  expect(read('systemd/portal@.service')).toMatch(/^ExecStart=\/usr\/bin\/env node /m)
})

type Rules = { groups: { rules: { alert: string; expr: string; annotations: Record<string, string> }[] }[] }

test('each alert says what to do, and sums counters kept per route', () => {
  const { groups } = parse(read('prometheus/portal-rules.yaml')) as Rules
  const rules = groups.flatMap((group) => group.rules)
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length)
  for (const { expr, annotations } of rules) {
    expect(Object.keys(annotations)).toEqual(['summary', 'action'])
    expect(expr.split('(')).toHaveLength(expr.split(')').length)
    if (expr.includes('http_request_duration')) expect(expr).toMatch(/^sum\(/)
    // An alert on a gauge of the last day would last for a day after the fault.
    expect(expr).not.toMatch(/last_(hour|day)/)
  }
})

test('the dashboard has panels that do not overlap, each with a query', () => {
  const { panels } = JSON.parse(read('grafana/portal-dashboard.json')) as {
    panels: { gridPos: { x: number; y: number }; targets: { expr: string }[] }[]
  }
  expect(new Set(panels.map(({ gridPos }) => `${gridPos.x} ${gridPos.y}`)).size).toBe(panels.length)
  for (const { targets } of panels) for (const { expr } of targets) expect(expr).not.toBe('')
})
