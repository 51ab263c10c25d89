"""Start a command with the database's address, whose password is a file.

The password is a secret made at the first start (see docker-compose.yml); it is in no image, no
compose file and no environment that `docker inspect` shows.
"""

import os
import sys
from pathlib import Path
from urllib.parse import quote

secret = os.environ.get("DATABASE_PASSWORD_FILE")
if secret and "DATABASE_URL" not in os.environ:
    password = quote(Path(secret).read_text().strip(), safe="")
    user, host, name = (os.environ.get(f"DATABASE_{part}", "") for part in ("USER", "HOST", "NAME"))
    os.environ["DATABASE_URL"] = f"postgresql://{user}:{password}@{host}/{name}"

os.execvp(sys.argv[1], sys.argv[1:])
