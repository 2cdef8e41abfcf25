/** One PostgreSQL per run and one migrated template; each test file gets a database copied from it. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startCluster } from '../../db/embedded.ts'
import { migrateDatabase } from '../../db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { port: number; password: string }
  }
}

let end: () => Promise<void> = async () => {}

/** Vitest's global set-up: starts the cluster and migrates the template. */
export async function setup(project: TestProject): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'highroad-test-'))
  const password = randomBytes(12).toString('hex')
  const cluster = await startCluster({ directory: join(folder, 'postgres'), ownerPassword: password, durable: false })
  end = async () => {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const server = { port: cluster.port, password }
  await run(server, 'create database template_highroad')
  await migrateDatabase(urlsOf(server, 'template_highroad'))
  project.provide('postgres', server)
}

export async function teardown(): Promise<void> {
  await end()
}

export function urlsOf({ port, password }: { port: number; password: string }, database: string) {
  const url = (role: string) => `postgres://${role}:${password}@127.0.0.1:${port}/${database}`
  return { owner: url('owner'), app: url('app'), system: url('system') }
}

let made = 0
/** A fresh database with all tables and catalogues; dropped by `drop`. */
export async function freshDatabase(server: { port: number; password: string }) {
  const name = `test_${process.pid}_${++made}_${randomBytes(3).toString('hex')}`
  await copyTemplate(server, name)
  return { urls: urlsOf(server, name), drop: () => run(server, `drop database ${name} with (force)`) }
}

/** Copying needs the template to itself for a moment; another file may be copying just now. */
async function copyTemplate(server: { port: number; password: string }, name: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await run(server, `create database ${name} template template_highroad`)
    } catch (error) {
      if (attempt > 40 || (error as { code?: string }).code !== '55006') throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

async function run(server: { port: number; password: string }, statement: string): Promise<void> {
  const client = new pg.Client(urlsOf(server, 'postgres').owner)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
