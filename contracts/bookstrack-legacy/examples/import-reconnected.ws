> GET /ws/progress?jobId=csv-k2m9c41xqz&reconnect=true
> Sec-WebSocket-Protocol: bookstrack-auth.6f1c0d0e-3a5b-4c8e-9f21-2b7d5e8a9c10
< 101
< Sec-WebSocket-Protocol: bookstrack-auth.6f1c0d0e-3a5b-4c8e-9f21-2b7d5e8a9c10
< {"type":"reconnected","jobId":"csv-k2m9c41xqz","pipeline":"csv_import","timestamp":1763201702500,"version":"1.0.0","payload":{"type":"reconnected","progress":0.5,"status":"processing","processedCount":2,"totalCount":4,"lastUpdate":1763201702000,"message":"Reconnected successfully - resuming job progress"}}
> {"type":"ready"}
< {"type":"ready_ack","jobId":"csv-k2m9c41xqz","pipeline":"csv_import","timestamp":1763201700000,"version":"1.0.0","payload":{"type":"ready_ack","timestamp":1763201700000}}
< {"type":"job_progress","jobId":"csv-k2m9c41xqz","pipeline":"csv_import","timestamp":1763201703000,"version":"1.0.0","payload":{"type":"job_progress","progress":0.75,"status":"Processing 3 of 4","booksProcessed":3,"totalBooks":4}}
< {"type":"job_complete","jobId":"csv-k2m9c41xqz","pipeline":"csv_import","timestamp":1763201704000,"version":"1.0.0","payload":{"type":"job_complete","result":{"totalBooks":4,"successCount":3,"failureCount":1}}}
< close 1000 Job completed
