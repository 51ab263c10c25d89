"""The table of stored runs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "backtest_runs",
        sa.Column("run_id", sa.String(36), primary_key=True),
        sa.Column("strategy", sa.String(64), nullable=False),
        sa.Column("symbols", sa.ARRAY(sa.String(64)), nullable=False),
        sa.Column("start_date", sa.Date, nullable=False),
        sa.Column("end_date", sa.Date, nullable=False),
        sa.Column("timeframe", sa.String(16), nullable=False),
        sa.Column("total_signals", sa.Integer, nullable=False),
        sa.Column("execution_time", sa.Float, nullable=False),
        sa.Column("avg_return", sa.Float, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_backtest_runs_newest", "backtest_runs", ["created_at", "run_id"])


def downgrade() -> None:
    op.drop_table("backtest_runs")
