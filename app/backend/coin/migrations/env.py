"""Alembic's entry: runs the migrations on the connection that the app hands over."""

from alembic import context

from coin.storage.database import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
