> GET /ws/progress?jobId=csv-k2m9c41xqz
> Sec-WebSocket-Protocol: bookstrack-auth.6f1c0d0e-3a5b-4c8e-9f21-2b7d5e8a9c10
< 101
< Sec-WebSocket-Protocol: bookstrack-auth.6f1c0d0e-3a5b-4c8e-9f21-2b7d5e8a9c10
> {"type":"ready"}
< {"type":"ready_ack","jobId":"csv-k2m9c41xqz","pipeline":"csv_import","timestamp":1763201700000,"version":"1.0.0","payload":{"type":"ready_ack","timestamp":1763201700000}}
< {"type":"batch-init","jobId":"scan-p81kd0wmex","timestamp":1763201700000,"data":{"type":"batch-init","totalPhotos":2,"status":"processing"}}
< {"type":"batch-progress","jobId":"scan-p81kd0wmex","timestamp":1763201701000,"data":{"type":"batch-progress","currentPhoto":0,"totalPhotos":2,"photoStatus":"complete","booksFound":5,"totalBooksFound":5}}
< {"type":"batch-complete","jobId":"scan-p81kd0wmex","timestamp":1763201704000,"data":{"type":"batch-complete","totalBooks":9,"photoResults":[{"photoIndex":0,"booksFound":5,"status":"success"},{"photoIndex":1,"booksFound":4,"status":"success"}]}}
< close 1000 Job completed
