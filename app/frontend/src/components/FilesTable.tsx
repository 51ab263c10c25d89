import type { DataFile } from '../api/types'
import { formatBytes, formatTime } from '../logic/format'

export function FilesTable({ files }: { files: DataFile[] }) {
  return (
    <div className="table-scroll" role="region" aria-label="데이터 파일 표" tabIndex={0}>
      <table className="files-table">
        <thead>
          <tr>
            <th scope="col">심볼</th>
            <th scope="col">타임프레임</th>
            <th scope="col">연도</th>
            <th scope="col" className="number">
              파일 크기
            </th>
            <th scope="col">수정일</th>
          </tr>
        </thead>
        <tbody>
          {files.map((file, index) => (
            <tr key={file.relative_path || index} title={file.relative_path}>
              <td className="symbol">{file.symbol}</td>
              <td>{file.timeframe}</td>
              <td>{file.year}</td>
              <td className="number">{formatBytes(file.size_bytes)}</td>
              <td className="time">{formatTime(file.modified_at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {files.length === 0 && <p className="quiet">데이터 파일이 없습니다.</p>}
    </div>
  )
}
