import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
