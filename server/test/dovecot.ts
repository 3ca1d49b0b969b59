import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

export const dovecotBinary = '/usr/sbin/dovecot'
export const hasDovecot = existsSync(dovecotBinary)

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

const answers = (port: number) =>
  new Promise<boolean>((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('error', () => done(false))
    socket.once('data', () => {
      socket.destroy()
      done(true)
    })
  })

/** A real mail server, Dovecot, with one mailbox of its own below /tmp; needs no root. */
export async function aDovecot() {
  const folder = await mkdtemp(join(tmpdir(), 'dovecot-'))
  const mails = join(folder, 'mail')
  await mkdir(join(mails, 'new'), { recursive: true })
  await mkdir(join(mails, 'cur'))
  await mkdir(join(mails, 'tmp'))
  const port = await freePort()
  // Started by root it wants other users to answer the network and to own the mails.
  const isRoot = userInfo().uid === 0
  const [mailUser, mailGroup] = isRoot ? ['mail', 'mail'] : [userInfo().username, execFileSync('id', ['-gn']).toString().trim()]
  const loginUser = isRoot ? 'dovenull' : mailUser
  const internalUser = isRoot ? 'dovecot' : mailUser
  if (isRoot) {
    await chmod(folder, 0o755)
    execFileSync('chown', ['-R', `${mailUser}:${mailGroup}`, mails])
  }
  const config = join(folder, 'dovecot.conf')
  const noChroot = ['imap-login', 'anvil', 'stats', 'auth'].map((service) => `service ${service} {\n chroot =\n}`)
  await writeFile(
    config,
    `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_login_user = ${loginUser}
default_internal_user = ${internalUser}
default_internal_group = ${isRoot ? 'dovecot' : mailGroup}
mail_location = maildir:${mails}
first_valid_uid = 1
passdb {
 driver = static
 args = password=secret
}
userdb {
 driver = static
 args = uid=${mailUser} gid=${mailGroup} home=${folder}
}
service imap-login {
 inet_listener imap {
  port = ${port}
 }
 inet_listener imaps {
  port = 0
 }
}
${noChroot.join('\n')}
`,
  )
  const server: ChildProcess = spawn(dovecotBinary, ['-F', '-c', config], { stdio: 'ignore' })
  const ended = new Promise((done) => server.once('exit', done))
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries > 200 || server.exitCode !== null) throw new Error(`dovecot does not answer, see ${folder}/log`)
    await delay(50)
  }
  let count = 0
  return {
    host: '127.0.0.1',
    port,
    password: 'secret',
    /** Puts a mail into the mailbox, as a delivery agent does. */
    async deliver(raw: Buffer) {
      const file = join(mails, 'new', `${Date.now()}.${++count}.test`)
      await writeFile(file, raw, { mode: 0o644 })
      if (isRoot) execFileSync('chown', [`${mailUser}:${mailGroup}`, file])
    },
    seen: async () => (await readdir(join(mails, 'cur'))).filter((name) => /,[A-Z]*S/.test(name)).length,
    async close() {
      server.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
