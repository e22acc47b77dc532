"""An app on httpx and httpx-sse, which read one stream and never come back by themselves.

Environment and output are those of app.mjs.
"""

import json
import os
import sys
from pathlib import Path
from urllib.parse import urljoin

import httpx
from httpx_sse import connect_sse

FINAL = ("completed", "failed", "canceled")


def tell(kind, **details):
    print(json.dumps({"kind": kind, **details}), flush=True)


def body(pipeline, file):
    if pipeline == "enrichments":
        return {"json": {"barcodes": [line for line in file.read_text().split("\n") if line]}}
    part, media_type = {"imports": ("file", "text/csv"), "scans": ("photos", "image/jpeg")}[pipeline]
    return {"files": {part: (file.name, file.read_bytes(), media_type)}}


def data_of(response):
    response.raise_for_status()
    return response.json()["data"]


def follow(client, url):
    with connect_sse(client, "GET", url) as source:
        source.response.raise_for_status()
        tell("open")
        for event in source.iter_sse():
            tell("event", name=event.event, id=event.id, data=event.data)
            if event.event in FINAL:
                return event.event
    raise RuntimeError("the stream ended before the job did")


def main():
    base, file = os.environ.get("BASE_URL"), os.environ.get("SAMPLE_FILE")
    pipeline = os.environ.get("PIPELINE", "imports")
    if not base or not file or pipeline not in ("imports", "enrichments", "scans"):
        print("Set BASE_URL and SAMPLE_FILE, and PIPELINE to one of imports, enrichments, scans.", file=sys.stderr)
        return 2
    home = urljoin(base.rstrip("/") + "/", f"api/v2/{pipeline}")
    try:
        with httpx.Client(timeout=httpx.Timeout(5, read=None), follow_redirects=True, trust_env=False) as client:
            job = data_of(client.post(home, **body(pipeline, Path(file))))
            tell("accepted", jobId=job["jobId"], sseUrl=job["sseUrl"])
            if follow(client, urljoin(home, job["sseUrl"])) != "completed":
                return 1
            tell("results", body=client.get(f"{home}/{job['jobId']}/results").raise_for_status().json())
    except (httpx.HTTPError, RuntimeError, ValueError, KeyError) as failure:
        print(f"{type(failure).__name__}: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
