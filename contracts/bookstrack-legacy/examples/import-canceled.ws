> GET /ws/progress?jobId=csv-k2m9c41xqz
> Sec-WebSocket-Protocol: bookstrack-auth.6f1c0d0e-3a5b-4c8e-9f21-2b7d5e8a9c10
< 101
< Sec-WebSocket-Protocol: bookstrack-auth.6f1c0d0e-3a5b-4c8e-9f21-2b7d5e8a9c10
> {"type":"ready"}
< {"type":"ready_ack","jobId":"csv-k2m9c41xqz","pipeline":"csv_import","timestamp":1763201700000,"version":"1.0.0","payload":{"type":"ready_ack","timestamp":1763201700000}}
< {"type":"job_started","jobId":"csv-k2m9c41xqz","pipeline":"csv_import","timestamp":1763201700000,"version":"1.0.0","payload":{"type":"job_started","totalItems":4}}
< {"type":"error","jobId":"csv-k2m9c41xqz","pipeline":"csv_import","timestamp":1763201702000,"version":"1.0.0","payload":{"type":"error","error":{"code":"CANCELED","message":"Job canceled by user"}}}
< close 1001 Job canceled by user
